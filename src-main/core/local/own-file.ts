import type { Track } from '../track.ts'

/** Why this computer can't play a song. */
export type LocalTrouble = 'no-file' | 'unknown-kind' | 'missing' | 'unreadable' | 'no-answer'

/** What the page's sound understands, by the ending of the name. */
const types: Readonly<Record<string, string>> = {
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  m4b: 'audio/mp4',
  aac: 'audio/aac',
  flac: 'audio/flac',
  ogg: 'audio/ogg',
  oga: 'audio/ogg',
  opus: 'audio/ogg',
  wav: 'audio/wav',
  mka: 'audio/x-matroska',
}

/** Each goes on as a sentence after the song's name. */
export const troubleWords: Readonly<Record<LocalTrouble, string>> = {
  'no-file': 'has no file on this computer',
  'unknown-kind': 'is a kind of file that cannot be played here',
  missing: 'is not where its file was',
  unreadable: 'cannot be read as music',
  'no-answer': 'is on a drive that does not answer',
}

/** The media type of an audio file; `null` for a kind that can't be played here. */
export function soundType(path: string): string | null {
  const ending = /\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase() ?? ''
  return Object.hasOwn(types, ending) ? (types[ending] ?? null) : null
}

/** What can be told before its file is opened; `null`: nothing speaks against it. */
export function whyNotHere({ provider, path }: Pick<Track, 'provider' | 'path'>): LocalTrouble | null {
  if (provider === 'wish' || provider === 'spotify' || path === null) return 'no-file'
  return soundType(path) === null ? 'unknown-kind' : null
}
