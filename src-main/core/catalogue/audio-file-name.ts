import { tidyText } from './song-row.ts'

const audioEndings = new Set(
  'mp3 m4a m4b aac flac ogg oga opus wav aif aiff aifc wma ape wv mpc dsf mka'.split(' '),
)

/** Folders and files that belong to a system, not to a collection of music. */
const systemNames = new Set(['$recycle.bin', 'system volume information', '@eadir', '__macosx', 'lost+found'])

export function isAudioName(name: string): boolean {
  const dot = name.lastIndexOf('.')
  return dot > 0 && audioEndings.has(name.slice(dot + 1).toLowerCase())
}

/** Hidden (`.name`), AppleDouble (`._name`) and system entries are not looked at. */
export function isHiddenName(name: string): boolean {
  return name.startsWith('.') || systemNames.has(name.toLowerCase())
}

/** A cover that lies beside the songs. */
export function isCoverName(name: string): boolean {
  return /^(cover|folder|front|album|albumart)\.(jpe?g|png|webp)$/i.test(name)
}

/** `01 - Artist - Title.mp3` to artist and title; without an artist in the name that is empty. */
export function readFileName(fileName: string): { readonly title: string; readonly artist: string } {
  const stem = fileName.replace(/^.*[\\/]/, '').replace(/(?<=.)\.[a-z0-9]{1,5}$/i, '')
  const spaced = stem.includes(' ') ? stem : stem.replaceAll('_', ' ')
  const name = tidyText(withoutTrackNumber(tidyText(spaced)))
  const parts = name
    .split(/\s+[-–—]\s+/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const [first = name, ...rest] = parts
  if (rest.length === 0) return { title: first || stem || fileName, artist: '' }
  // `Artist - 03 - Title`, as some rippers write it.
  const titleParts = rest.length > 1 && /^\d{1,3}$/.test(rest[0] ?? '') ? rest.slice(1) : rest
  return { title: titleParts.join(' - '), artist: first }
}

function withoutTrackNumber(name: string): string {
  const rest =
    /^\[?(?:\d{1,2}-\d{1,3}|\d{1,3}|[A-H]\d{1,2})(?:[.)\]]\s*-?\s*|\s+-\s+|-(?=\D))(.+)$/.exec(name)?.[1] ??
    /^0\d{1,2}\s+(.+)$/.exec(name)?.[1]
  return rest ?? name
}
