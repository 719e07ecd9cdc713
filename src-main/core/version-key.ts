import { songKey } from './fold-text.ts'

/** What is written behind a title and says nothing of which song it is: `(Explicit)`, `- Clean Version`, `[Radio Edit]`. */
const wording = String.raw`(?:explicit|clean|edited|censored|radio)(?:\s+(?:version|edit|mix))?`
const behind = new RegExp(String.raw`\s*(?:[([]\s*${wording}\s*[)\]]|-\s*${wording})\s*$`, 'iu')

/** Two songs with one key are versions of the same song, one of them perhaps the clean one. */
export function versionKey(title: string, artist: string): string {
  return songKey(title.replace(behind, ''), artist)
}

/** The title as one would search for any version of it. */
export function plainTitle(title: string): string {
  return title.replace(behind, '')
}
