import { readFileName } from './audio-file-name.ts'
import { emptyRow, type SongRow, tidyText } from './song-row.ts'

/** What the lines before an entry said about it. */
type Pending = { readonly name: string; readonly durationMs: number | null }

/** Takes a playlist line by line; answers a song when a line names one. */
export function createM3uReader(): (line: string) => SongRow | null {
  let pending: Pending | null = null

  return (line) => {
    const text = line.replace(/^\uFEFF/, '').trim()
    if (text === '') return null
    if (text.startsWith('#')) {
      pending = readExtInf(text) ?? pending
      return null
    }
    const described = pending
    pending = null
    const path = decoded(text)
    const named = readFileName(path)
    return {
      ...emptyRow,
      ...(described ? splitName(described, named) : named),
      durationMs: described?.durationMs ?? null,
      path,
    }
  }
}

/** `#EXTINF:225 group="x",Artist - Title`; -1 seconds means unknown. */
function readExtInf(text: string): Pending | null {
  const found = /^#EXTINF:\s*(-?\d+(?:\.\d+)?)((?:[^,"]|"[^"]*")*)(?:,(.*))?$/i.exec(text)
  if (!found) return null
  const seconds = Number(found[1])
  const sane = seconds > 0 && seconds < 86_400
  return { name: tidyText(found[3]), durationMs: sane ? Math.round(seconds * 1000) : null }
}

function splitName(described: Pending, fallback: { title: string; artist: string }) {
  if (described.name === '') return fallback
  const cut = /\s+[-–—]\s+/.exec(described.name)
  if (!cut || cut.index === 0) return { title: described.name, artist: '' }
  return {
    artist: described.name.slice(0, cut.index),
    title: described.name.slice(cut.index + cut[0].length) || described.name,
  }
}

function decoded(path: string): string {
  if (!/^file:/i.test(path)) return path
  try {
    return decodeURIComponent(path.replace(/^file:(\/\/(localhost)?)?/i, '')).replace(/^\/([a-z]:)/i, '$1')
  } catch {
    return path
  }
}
