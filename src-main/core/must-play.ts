import { foldText, songKey } from './fold-text.ts'
import { isPlaying, type Request } from './request.ts'
import { artistName, artistNames, type NamedSong, titleNames, titleWords } from './song-names.ts'

export const mustPlayLimits = { songs: 200, text: 120 } as const

/** What became of a song that must be played; the later, the better. */
export const mustPlayStates = ['open', 'asked', 'queued', 'playing', 'played'] as const
export type MustPlayState = (typeof mustPlayStates)[number]

/** `requestId`: the request that it became; `null` while nobody asked. */
export type MustPlayProgress = { readonly state: MustPlayState; readonly requestId: string | null }

type Meant = {
  readonly firstWord: string
  readonly means: (song: NamedSong, titles: readonly string[]) => boolean
}
type List = { readonly entries: readonly Meant[]; readonly answers: WeakMap<NamedSong, number> }

/** Folding takes time, and a list is asked about the same songs over and over. */
const lists = new WeakMap<readonly NamedSong[], List>()

/** Which of the listed songs this one is, in any version that the list does not tell apart; -1: none of them. */
export function mustPlayIndex(listed: readonly NamedSong[], song: NamedSong): number {
  if (listed.length === 0) return -1
  const list = lists.get(listed) ?? { entries: listed.map(meantBy), answers: new WeakMap() }
  lists.set(listed, list)
  const known = list.answers.get(song)
  if (known !== undefined) return known
  const answer = indexIn(list.entries, song)
  list.answers.set(song, answer)
  return answer
}

function indexIn(entries: readonly Meant[], song: NamedSong): number {
  // Most songs of a night are none of them: that is seen by the first word.
  const folded = foldText(song.title)
  const near = entries.flatMap((entry, at) => (folded.startsWith(entry.firstWord) ? { entry, at } : []))
  if (near.length === 0) return -1
  const titles = titleNames(song.title)
  return near.find(({ entry }) => entry.means(song, titles))?.at ?? -1
}

function meantBy({ title, artist }: NamedSong): Meant {
  const own = titleWords(title) || foldText(title)
  const name = artistName(artist)
  return {
    firstWord: own.split(' ')[0] ?? own,
    means: (song, titles) => titles.includes(own) && (name === '' || artistNames(song).includes(name)),
  }
}

/** How far each listed song has come, in the order of the list. */
export function mustPlayProgress(
  listed: readonly NamedSong[],
  requests: Iterable<Request>,
): readonly MustPlayProgress[] {
  const progress: MustPlayProgress[] = listed.map(() => ({ state: 'open', requestId: null }))
  if (listed.length === 0) return progress
  for (const request of requests) {
    const at = mustPlayIndex(listed, request.track)
    const before = progress[at]
    if (before === undefined) continue
    const state = stateOf(request)
    if (mustPlayStates.indexOf(state) > mustPlayStates.indexOf(before.state))
      progress[at] = { state, requestId: request.id }
  }
  return progress
}

/** Declined is as if nobody had asked. */
function stateOf(request: Request): MustPlayState {
  if (isPlaying(request)) return 'playing'
  switch (request.status) {
    case 'played':
      return 'played'
    case 'approved':
      return 'queued'
    case 'pending':
      return 'asked'
    case 'rejected':
      return 'open'
  }
}

/** Two songs with one key are listed once. */
export function mustPlayKey({ title, artist }: NamedSong): string {
  return songKey(titleWords(title) || title, artist)
}

/**
 * Songs as people write them down, one a line: `Artist - Title`, `Title by Artist`, two columns of a sheet (title, artist), or
 * a title alone; with or without numbers in front.
 */
export function songsInLines(text: string): readonly NamedSong[] {
  return text
    .split(/\r?\n/)
    .map(songInLine)
    .filter(({ title }) => title !== '')
}

function songInLine(line: string): NamedSong {
  const bare = line.trim().replace(/^(?:\d{1,3}\s*[.):]\s+|[-–—•*]\s+)/u, '')
  const columns = bare.split('\t').filter((column) => column.trim() !== '')
  if (columns.length > 1) return cut(columns[0], columns[1])
  const [, artist, title] = /^(.+?)\s+[-–—]\s+(.+)$/u.exec(bare) ?? []
  if (title !== undefined) return cut(title, artist)
  const [, named, by] = /^(.+)\s+by\s+(.+)$/iu.exec(bare) ?? []
  return by === undefined ? cut(bare, '') : cut(named, by)
}

function cut(title = '', artist = ''): NamedSong {
  return {
    title: title.trim().slice(0, mustPlayLimits.text),
    artist: artist.trim().slice(0, mustPlayLimits.text),
  }
}
