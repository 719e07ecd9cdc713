/** How the DJ's rules are named to guests and on the console. */

/** What a word in a title stands for. */
const versions: Readonly<Record<string, string>> = {
  acoustic: 'acoustic versions',
  cover: 'cover versions',
  demo: 'demos',
  edit: 'edits',
  explicit: 'explicit versions',
  extended: 'extended versions',
  instrumental: 'instrumentals',
  karaoke: 'karaoke versions',
  live: 'live versions',
  mashup: 'mashups',
  medley: 'medleys',
  megamix: 'megamixes',
  mix: 'mixes',
  'radio edit': 'radio edits',
  remaster: 'remasters',
  remix: 'remixes',
  'slowed down': 'slowed versions',
  slowed: 'slowed versions',
  'sped up': 'sped-up versions',
}

/** Whether this word, folded, tells versions of a song apart. */
export function namesVersion(folded: string): boolean {
  return Object.hasOwn(versions, folded)
}

/** `live versions`, or `songs with “christmas” in the title`. `folded` is `text` by `foldText`. */
export function wordInWords(folded: string, text: string): string {
  return Object.hasOwn(versions, folded) ? (versions[folded] ?? text) : `songs with “${text}” in the title`
}

/** `songs from 1990 to 1999`. */
export function yearsInWords(from: number, to: number): string {
  return from === to ? `songs from ${from}` : `songs from ${from} to ${to}`
}

/** `1 minute`, `20 minutes`. */
export function minutesInWords(minutes: number): string {
  return minutes === 1 ? '1 minute' : `${minutes} minutes`
}
