/** How times, counts and names are written on every page. Milliseconds in, words out. */

const second = 1000
/** Made once: making one takes longer than all that it writes. */
const counts = new Intl.NumberFormat('en-GB')
const minute = 60 * second
const hour = 60 * minute

/** `3:41`, or `1:02:05` from an hour on. */
export function formatDuration(ms: number): string {
  const total = Math.max(0, Math.floor(ms / second))
  const seconds = String(total % 60).padStart(2, '0')
  const minutes = Math.floor(total / 60) % 60
  const hours = Math.floor(total / 3600)
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}` : `${minutes}:${seconds}`
}

/** `38 min`, or `1 h 05 min`; anything above nothing is at least a minute. */
export function formatMinutes(ms: number): string {
  const minutes = ms > 0 ? Math.max(1, Math.round(ms / minute)) : 0
  if (minutes < 60) return `${minutes} min`
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`
}

/** How long somebody waited: `8 s`, `4 min`, `1 h 05 min`. */
export function formatWait(ms: number): string {
  return ms < minute ? `${Math.round(ms / second)} s` : formatMinutes(ms)
}

/** How long ago, short: `now`, `2 min`, `3 h`, `5 d`. */
export function formatAge(then: number, now: number): string {
  const ms = now - then
  if (ms < minute) return 'now'
  if (ms < hour) return `${Math.floor(ms / minute)} min`
  if (ms < 24 * hour) return `${Math.floor(ms / hour)} h`
  return `${Math.floor(ms / (24 * hour))} d`
}

/** `Sat 22 November, 21:04`, in the time of this device. */
export function formatDay(time: number): string {
  return new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
  }).format(time)
}

/** `21:04`, in the time of this device. */
export function formatClock(time: number): string {
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(time)
}

/** `22 Nov 2025`, in the time of this device. */
export function formatDate(time: number): string {
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' }).format(time)
}

/** `32,654`. */
export function formatCount(count: number): string {
  return counts.format(count)
}

/** `999`, then `1.2k`, `32k`: where there is room for no more. Rounded down, so that it never says too many. */
export function formatShortCount(count: number): string {
  if (count < 1000) return String(count)
  const thousands = count / 1000
  return thousands < 10 ? `${Math.floor(thousands * 10) / 10}k` : `${Math.floor(thousands)}k`
}

/** `1 song`, `2 songs`, `32,654 songs`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`
}

/** Who asked, then who joined in: `Mia`, `Mia, Jonas`, `Mia, Jonas +2`. */
export function formatNames(nickname: string, voters: readonly string[]): string {
  const [first, ...others] = voters
  if (first === undefined) return nickname
  const names = nickname === '' ? first : `${nickname}, ${first}`
  return others.length === 0 ? names : `${names} +${others.length}`
}

/** How long these songs take together. `exact` is false when a length is not known and was guessed. */
export function totalLength(songs: readonly { readonly durationMs: number | null }[]): {
  readonly ms: number
  readonly exact: boolean
} {
  const usualSong = 3.5 * minute
  const ms = songs.reduce((sum, song) => sum + (song.durationMs ?? usualSong), 0)
  return { ms, exact: songs.every((song) => song.durationMs !== null) }
}
