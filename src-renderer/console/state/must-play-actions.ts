import type { NightView } from '../../../src-main/contract/console-view.ts'
import { mustPlayKey, mustPlayLimits } from '../../../src-main/core/must-play.ts'
import type { Refusal } from '../../../src-main/core/refusals.ts'
import type { NamedSong } from '../../../src-main/core/song-names.ts'
import { plural } from '../../shared/format.ts'
import type { Send } from './actions.ts'
import type { EntryActions } from './entry-actions.ts'
import type { SettingsChange } from './event-actions.ts'
import { type ConsoleStore, nightOf, type ToastAction } from './store.ts'
import type { Undoables } from './undoables.ts'

type Parts = {
  readonly store: ConsoleStore
  readonly ask: Send
  readonly changeEvent: (change: (event: NightView['event']) => SettingsChange) => Promise<boolean>
  readonly toast: (words: string, action?: ToastAction) => void
  readonly showRefusal: (refusal: Refusal) => void
  readonly offerUndo: Undoables['offer']
  readonly takeBackEntry: EntryActions['takeBackEntry']
  readonly showInQueue: (id: string) => void
}

/** The list of what must be played tonight. */
export function createMustPlayActions({
  store,
  ask,
  changeEvent,
  toast,
  showRefusal,
  offerUndo,
  takeBackEntry,
  showInQueue,
}: Parts) {
  function change(make: (listed: readonly NamedSong[]) => readonly NamedSong[]): Promise<boolean> {
    return changeEvent(({ mustPlay }) => ({
      mustPlay: make(mustPlay).map(({ title, artist }) => ({ title, artist })),
    }))
  }

  /** Adds those that are not listed yet; resolves to whether all wanted are on the list now. */
  async function addMustPlay(songs: readonly NamedSong[]): Promise<boolean> {
    const listed = nightOf(store.getState())?.event.mustPlay ?? []
    const fresh = newOf(listed, songs)
    if (fresh.length === 0) {
      toast('That is on the list already.')
      return true
    }
    const room = mustPlayLimits.songs - listed.length
    if (fresh.length > room) {
      toast(`The list takes ${mustPlayLimits.songs} songs; there is room for ${Math.max(0, room)} more.`)
      return false
    }
    const isDone = await change((present) => [...present, ...newOf(present, fresh)])
    if (isDone && fresh.length > 1) offerUndo(`${plural(fresh.length, 'song')} added.`, () => take(fresh))
    return isDone
  }

  function take(songs: readonly NamedSong[]): Promise<boolean> {
    const keys = new Set(songs.map(mustPlayKey))
    return change((present) => present.filter((song) => !keys.has(mustPlayKey(song))))
  }

  async function removeMustPlay(song: NamedSong): Promise<void> {
    let place = 0
    const isDone = await change((present) => {
      place = Math.max(
        0,
        present.findIndex((one) => mustPlayKey(one) === mustPlayKey(song)),
      )
      return present.filter((one) => mustPlayKey(one) !== mustPlayKey(song))
    })
    if (!isDone) return
    offerUndo(`“${song.title}” is off the list.`, () =>
      change((present) =>
        newOf(present, [song]).length === 0 ? present : present.toSpliced(place, 0, song),
      ),
    )
  }

  /** At the end of up next, or in its guest's turn. */
  async function queueMustPlay(song: NamedSong): Promise<void> {
    const { title, artist } = song
    const id = crypto.randomUUID()
    const answer = await ask('mustPlay.queue', { id, song: { title, artist } })
    if (!answer.ok) return showRefusal(answer.error)
    const { did, ...wayBack } = answer.value
    if (did === 'nothing') return sayWhere(title, wayBack.requestId)
    offerUndo(`“${title}” is up next.`, () => takeBackEntry({ id, ...wayBack }))
  }

  /** It was there before: nothing was done that could be taken back. */
  function sayWhere(title: string, id: string): void {
    const night = nightOf(store.getState())
    if (night?.nowPlaying?.id === id) toast(`“${title}” plays now.`)
    else toast(`“${title}” is up next already.`, { label: 'Show it', run: () => showInQueue(id) })
  }

  return { addMustPlay, removeMustPlay, queueMustPlay }
}

/** Of `songs` those that are not listed, each once. */
function newOf(listed: readonly NamedSong[], songs: readonly NamedSong[]): readonly NamedSong[] {
  const known = new Set(listed.map(mustPlayKey))
  return songs.filter((song) => {
    const key = mustPlayKey(song)
    return !known.has(key) && known.add(key)
  })
}
