import { cleanLine, cleanNickname } from '../core/clean-text.ts'
import type { EventConfig } from '../core/event.ts'
import { createWordFilter } from '../core/hidden-words.ts'
import { djName, type Request } from '../core/request.ts'
import { slurDigests, slursInside } from '../core/slurs.ts'
import { sha256 } from '../services/sha256.ts'

/** What the room reads instead of a name that it shall not. */
export const hiddenName = 'a guest'
/** And instead of what a guest typed as a song. */
export const hiddenWish = 'A guest’s wish'

const longestLine = 200

export type RoomWords = Readonly<Record<'nickname' | 'title' | 'artist', string>>

type Words = Pick<EventConfig, 'hiddenWords' | 'hideSlurs'>

const known = new WeakMap<Words, ReturnType<typeof wordsUnder>>()
let latest: { readonly list: string; readonly words: ReturnType<typeof wordsUnder> } | null = null

/** A request's words as the room may read them. What comes from a catalogue is the DJ's own and stays as it is. */
export function roomWords(config: Words, request: Request): RoomWords {
  const words = known.get(config) ?? withSameList(config)
  known.set(config, words)
  return words(request)
}

/** Most settings that change are others: what was looked at under the same list is not looked at again. */
function withSameList(config: Words): ReturnType<typeof wordsUnder> {
  const list = JSON.stringify([config.hiddenWords, config.hideSlurs])
  if (latest?.list !== list) latest = { list, words: wordsUnder(config) }
  return latest.words
}

function wordsUnder({ hiddenWords, hideSlurs }: Words) {
  const isHidden = createWordFilter({
    words: hiddenWords,
    digests: hideSlurs ? slurDigests : new Set(),
    inside: hideSlurs ? slursInside : new Map(),
    digest: sha256,
  })
  // Each view of the room asks again, and requests change seldom.
  const seen = new WeakMap<Request, RoomWords>()

  function look({ guestId, nickname, track }: Request): RoomWords {
    const shownName = guestId === null && nickname === djName ? '' : nameOf(nickname)
    if (track.provider !== 'wish') return { nickname: shownName, title: track.title, artist: track.artist }
    const title = cleanLine(track.title, longestLine) ?? ''
    const artist = cleanLine(track.artist, longestLine) ?? ''
    // Together, as they are read: a word may be spread over both.
    return title === '' || isHidden(`${title} ${artist}`)
      ? { nickname: shownName, title: hiddenWish, artist: '' }
      : { nickname: shownName, title, artist }
  }

  /** The DJ's own songs have no name, and keep none. */
  function nameOf(nickname: string): string {
    if (nickname === '') return ''
    const name = cleanNickname(nickname)
    return name === null || isHidden(name) ? hiddenName : name
  }

  return (request: Request): RoomWords => {
    const words = seen.get(request) ?? look(request)
    seen.set(request, words)
    return words
  }
}
