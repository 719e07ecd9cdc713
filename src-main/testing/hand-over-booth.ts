import { afterQueue, afterRead } from '../core/spotify/after-read.ts'
import {
  afterAdopted,
  afterHandOver,
  afterPlayWished,
  afterRefusal,
  afterSkip,
  withoutHandOver,
} from '../core/spotify/after-step.ts'
import { nextStep } from '../core/spotify/hand-over.ts'
import { type Book, type Memory, newMemory } from '../core/spotify/player-memory.ts'
import type { Song } from '../core/spotify/same-song.ts'
import type { PassedOver, Step } from '../core/spotify/step.ts'
import { createSpotifyModel, type ModelSong } from './spotify-model.ts'

/** What happens to the next command: its answer is lost after or before it is carried out, or it is refused. */
export type Mishap = 'cut' | 'lost' | 'refused'

type Entry = Song & { status: 'pending' | 'waiting' | 'playing' | 'played' }

/** The rules of handing over at work on a model of Spotify: a queue in memory, no waiting, no network. */
export function createBooth(songs: readonly ModelSong[], now = 1_000_000) {
  const model = createSpotifyModel({ now, songs })
  let entries: Entry[] = []
  let memory: Memory = newMemory([], now)
  let startedAt = 0
  let mishap: Mishap | null = null
  let added = 0
  const passedOver = new Map<string, PassedOver>()
  const steps: Step[] = []

  function book(): Book {
    const waiting = entries.filter(({ status }) => status === 'waiting')
    const playing = entries.find(({ status }) => status === 'playing')
    return {
      playing: playing ? { ...playing, startedAt, atSpotify: !playing.uri.startsWith('deck:') } : null,
      waiting: waiting.filter(({ uri }) => !uri.startsWith('deck:')),
      front: frontOf(waiting.filter(({ requestId }) => !passedOver.has(requestId))),
    }
  }

  function frontOf([front]: readonly Entry[]): Song | null {
    return front && !front.uri.startsWith('deck:') ? front : null
  }

  function set(requestId: string, status: Entry['status']): void {
    entries = entries.map((entry) => (entry.requestId === requestId ? { ...entry, status } : entry))
  }

  function give(step: Step & { do: 'hand-over' | 'start' }): void {
    const { song } = step
    const happened = mishap
    mishap = null
    if (happened === 'refused') {
      memory = afterRefusal(memory, { kind: 'device-refuses' }, model.now())
      return
    }
    const how = step.do === 'start' ? 'start' : 'queue'
    const act = how === 'start' ? () => model.start(song.uri, 'booth-1') : () => model.add(song.uri, null)
    const problem = happened === 'lost' ? null : act()
    memory = problem
      ? afterRefusal(memory, problem, model.now())
      : afterHandOver(memory, song, how, happened === null ? 'taken' : 'unknown', model.now())
  }

  function perform(step: Exclude<Step, { do: 'wait' }>): void {
    const at = model.now()
    steps.push(step)
    switch (step.do) {
      case 'read':
        memory = afterRead(memory, model.playback(), book(), at)
        return
      case 'look':
        memory = afterQueue(memory, model.queue(), at)
        return
      case 'check':
        if (model.isPlayable(step.song.uri)) memory = { ...memory, checked: step.song.requestId }
        else passedOver.set(step.song.requestId, 'unplayable')
        return
      case 'hand-over':
      case 'start':
        give(step)
        return
      case 'found':
        memory = afterHandOver(memory, step.song, 'found', 'taken', at)
        return
      case 'adopt': {
        const playing = entries.find(({ status }) => status === 'playing')
        if (playing && playing.requestId !== step.requestId) set(playing.requestId, 'played')
        set(step.requestId, 'playing')
        startedAt = at
        memory = afterAdopted(memory, step.requestId)
        return
      }
      case 'finished': {
        const playing = entries.find(({ status }) => status === 'playing')
        if (playing) set(playing.requestId, 'played')
        return
      }
      case 'heard': {
        const one = entries.find(({ requestId }) => requestId === step.requestId)
        set(step.requestId, 'played')
        if (one) memory = withoutHandOver(memory, one.uri, at)
        return
      }
      case 'give-up': {
        passedOver.set(step.requestId, step.why)
        const one = entries.find(({ requestId }) => requestId === step.requestId)
        if (one) memory = withoutHandOver(memory, one.uri, at)
        return
      }
      case 'forget':
        memory = withoutHandOver(memory, step.uri, at)
        return
      case 'skip':
        model.next()
        memory = afterSkip(memory, at)
        return
      case 'wake':
        model.transfer('booth-1', true)
        memory = afterSkip(memory, at)
    }
  }

  return {
    model,
    steps: steps as readonly Step[],
    memory: () => memory,
    entries: () => entries as readonly Entry[],
    passedOver: passedOver as ReadonlyMap<string, PassedOver>,

    approve(uri: string): string {
      const requestId = `request ${added++}`
      entries = [...entries, { requestId, uri, title: uri, artist: 'ABBA', status: 'waiting' }]
      return requestId
    },
    takeBack: (requestId: string) => set(requestId, 'pending'),
    giveBack: (requestId: string) => set(requestId, 'waiting'),
    toFront(requestId: string): void {
      const moved = entries.filter((entry) => entry.requestId === requestId)
      entries = [...moved, ...entries.filter((entry) => entry.requestId !== requestId)]
    },
    /** The DJ says what plays from the own decks, or that it is over. */
    playByHand(requestId: string | null): void {
      const playing = entries.find(({ status }) => status === 'playing')
      if (playing) set(playing.requestId, 'played')
      if (requestId !== null) set(requestId, 'playing')
      startedAt = model.now()
    },
    wish(to: 'go-on' | 'begin'): void {
      memory = afterPlayWished(memory, { to, at: model.now() })
    },
    happen(next: Mishap): void {
      mishap = next
    },
    /** The console starts again: all that it knew is gone, but for what was marked as handed over. */
    restart(): void {
      const marked = memory.handed.filter(({ stage }) => stage === 'there').map(({ song }) => song)
      const waiting = new Set(book().waiting.map(({ requestId }) => requestId))
      memory = newMemory(
        marked.filter(({ requestId }) => waiting.has(requestId)),
        model.now(),
      )
    },
    /** Lets so many milliseconds pass, with the rules at work, or out of reach of Spotify. */
    pass(ms: number, reachable = true): void {
      const end = model.now() + ms
      let atOnce = 0
      while (reachable) {
        const step = nextStep(memory, book(), model.now())
        if (step.do !== 'wait') {
          perform(step)
          atOnce += 1
          if (atOnce > 50) throw new Error(`no end of ${step.do}`)
          continue
        }
        if (step.until > end) break
        atOnce = step.until > model.now() ? 0 : atOnce + 1
        model.advanceTo(Math.max(step.until, model.now() + 1))
      }
      model.advanceTo(end)
    },
  }
}
