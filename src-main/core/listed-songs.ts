import type { RuledSong, RuleEntry, RuleHit } from './event-rules.ts'
import { foldText } from './fold-text.ts'
import { assertNever } from './result.ts'
import { namesVersion, wordInWords, yearsInWords } from './rule-words.ts'
import { artistName, artistNames, titleNames, titleWords, versionWords } from './song-names.ts'

/** What entries look at, folded. */
type Facts = {
  readonly titles: readonly string[]
  readonly artists: readonly string[]
  /** Words of the title and of the genre, each between spaces. */
  readonly words: string
  /** Those that say which version of the song it is. */
  readonly version: string
  readonly genre: string
  readonly year: number | null
}

type Test = { readonly speaksAgainst: (song: Facts) => boolean; readonly hit: RuleHit }
type List = { readonly tests: readonly Test[]; readonly answers: WeakMap<RuledSong, RuleHit | null> }

/** Folding takes time, and a list is asked about the same songs over and over. */
const lists = new WeakMap<readonly RuleEntry[], List>()

/** What the first entry that means this song says; `null`: none does. */
export function listedIn(entries: readonly RuleEntry[], song: RuledSong): RuleHit | null {
  if (entries.length === 0) return null
  const list = lists.get(entries) ?? { tests: entries.map(testOf), answers: new WeakMap() }
  lists.set(entries, list)
  const known = list.answers.get(song)
  if (known !== undefined) return known
  const facts = factsOf(song)
  const answer = list.tests.find(({ speaksAgainst }) => speaksAgainst(facts))?.hit ?? null
  list.answers.set(song, answer)
  return answer
}

function factsOf(song: RuledSong): Facts {
  return {
    titles: titleNames(song.title),
    artists: artistNames(song),
    words: ` ${titleWords(song.title)} `,
    version: ` ${versionWords(song.title)} `,
    genre: ` ${foldText(song.genre ?? '')} `,
    year: song.year,
  }
}

function testOf(entry: RuleEntry): Test {
  if (entry.kind === 'years') {
    const { from, to } = entry
    const words = yearsInWords(from, to)
    return {
      speaksAgainst: ({ year }) => year !== null && year >= from && year <= to,
      hit: { code: 'rule-years', rule: `no ${words}`, detail: words },
    }
  }
  const { kind, text } = entry
  const folded = foldText(text)
  const never = () => false
  switch (kind) {
    case 'track':
      return {
        speaksAgainst: folded === '' ? never : isTrack(text),
        hit: { code: 'rule-track', rule: `not “${text}”` },
      }
    case 'artist': {
      const name = artistName(text)
      return {
        speaksAgainst: ({ artists }) => artists.includes(name),
        hit: { code: 'rule-artist', rule: `no ${text}`, detail: text },
      }
    }
    case 'genre':
      return {
        speaksAgainst: folded === '' ? never : ({ genre }) => genre.includes(` ${folded} `),
        hit: { code: 'rule-genre', rule: `no ${text}`, detail: text },
      }
    case 'word': {
      const words = wordInWords(folded, text)
      // `Live and Let Die` is no live version: such a word counts where a title names its version.
      const where = namesVersion(folded) ? 'version' : 'words'
      return {
        speaksAgainst: folded === '' ? never : (song) => song[where].includes(` ${folded} `),
        hit: { code: 'rule-word', rule: `no ${words}`, detail: words },
      }
    }
    default:
      return assertNever(kind)
  }
}

/** `Title`, `Artist - Title` or `Title - Artist`; all versions of it, unless the entry names one. */
function isTrack(text: string): (song: Facts) => boolean {
  const whole = ownTitle(text)
  const [, before, after] = /^(.+?)\s+[-–—]\s+(.+)$/u.exec(text) ?? []
  if (before === undefined || after === undefined) return ({ titles }) => titles.includes(whole)
  // Folded once, not for each song that is asked about.
  const ways = [
    { title: ownTitle(after), artist: artistName(before) },
    { title: ownTitle(before), artist: artistName(after) },
  ]
  const isBy = (song: Facts) =>
    ways.some(({ title, artist }) => song.titles.includes(title) && song.artists.includes(artist))
  return (song) => song.titles.includes(whole) || isBy(song)
}

/** Without its guests, whom a song may name in its artist's place. */
function ownTitle(title: string): string {
  return titleWords(title) || foldText(title)
}
