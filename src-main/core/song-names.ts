import { foldText } from './fold-text.ts'

/** A song as far as its names go. */
export type NamedSong = { readonly title: string; readonly artist: string }

/** Longer names are cut first: a hostile tag must not cost time. */
const longestName = 400
/** Nobody credits more artists by name. */
const mostArtists = 12

const guests = String.raw`(?:feat\.?|ft\.?|featuring)`
/** `(feat. Jay-Z)`, `[with Sia]`, and without brackets up to the end. */
const featured = new RegExp(
  String.raw`\s*[([]\s*(?:${guests}|with)\s+([^)\]]*)[)\]]?|\s+${guests}\s+(.*)$`,
  'giu',
)
/** What tells versions of one song apart: `(Live)`, `[2011 Remaster]`, ` - Single Version`. */
const version = /\s+[([][^)\]]*[)\]]\s*$|\s+[-–—]\s.*$/u
/** What stands between two who are credited together. */
const between =
  /(?<=^|[\s([])(?:feat\.?|ft\.?|featuring|with|and|x|vs\.?|&|\+)(?=\s)|[,;](?=\s)|(?<=\s)\/(?=\s)/giu

/** Folding takes time, and the same songs are asked about over and over. */
const known = new WeakMap<NamedSong, readonly string[]>()

/** A title as it is, without its guests, and without what tells versions apart; folded. */
export function titleNames(title: string): readonly string[] {
  const whole = title.slice(0, longestName)
  const own = whole.replace(featured, '')
  return distinct([foldText(whole), foldText(own), foldText(plain(own))])
}

/** The title's words without its guests, folded. */
export function titleWords(title: string): string {
  return foldText(title.slice(0, longestName).replace(featured, ' '))
}

/** The words behind a title that tell its versions apart, folded: `live 1999` of `Halo (Live) - 1999`. */
export function versionWords(title: string): string {
  const whole = title.slice(0, longestName)
  const own = plain(whole)
  return own === whole ? '' : foldText(whole.slice(own.length).replace(featured, ' '))
}

/**
 * Everybody who is credited, each alone and with their neighbours, folded: `Tyler, The Creator & Sia` is `tyler`, `creator`,
 * `sia`, `tyler the creator`, `the creator and sia` and all three.
 */
export function artistNames(song: NamedSong): readonly string[] {
  const names = known.get(song) ?? namesIn(song)
  known.set(song, names)
  return names
}

/** One spelling of an artist's name: `The Beatles` = `Beatles`, `ft.` = `feat.` = `with`. */
export function artistName(name: string): string {
  const words = foldText(name).replace(/(?<= )(?:feat|ft|with)(?= )/g, 'featuring')
  return words.replace(/^the (?=.)/, '')
}

function namesIn({ title, artist }: NamedSong): readonly string[] {
  const inTitle = [...title.slice(0, longestName).matchAll(featured)]
  const credits = [
    artist.slice(0, longestName),
    ...inTitle.map(([, enclosed, open]) => enclosed ?? open ?? ''),
  ]
  return distinct(credits.flatMap(runsOf).map(artistName))
}

/** Each part of a credit, and each of neighbours with what stands between them. */
function runsOf(credit: string): readonly string[] {
  const marks = [...credit.matchAll(between)].slice(0, mostArtists - 1)
  const starts = [0, ...marks.map((mark) => mark.index + mark[0].length)]
  const ends = [...marks.map((mark) => mark.index), credit.length]
  return starts.flatMap((start, at) => ends.slice(at).map((end) => credit.slice(start, end)))
}

/** Without versions, however many are named: `Halo (Live) [2011 Remaster]`. */
function plain(title: string): string {
  const shorter = title.replace(version, '')
  return shorter === title || shorter.trim() === '' ? title : plain(shorter)
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)].filter((name) => name !== '')
}
