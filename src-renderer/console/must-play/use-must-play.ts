import type { MustPlayState } from '../../../src-main/core/must-play.ts'
import type { NamedSong } from '../../../src-main/core/song-names.ts'
import { useNow } from '../../shared/use-now.ts'
import { useNight } from '../state/context.tsx'

/** The night is getting on this long after its first song, in milliseconds: then it is said what is missing. */
const gettingOn = 2 * 60 * 60_000

export type MustPlaySong = NamedSong & { readonly state: MustPlayState }

export type MustPlay = {
  readonly songs: readonly MustPlaySong[]
  /** Played, or playing now. */
  readonly played: number
  /** Neither played nor up next. */
  readonly missing: number
  readonly isLate: boolean
}

/** What must be played tonight and how far that is. */
export function useMustPlay(): MustPlay {
  const listed = useNight(({ event }) => event.mustPlay)
  const progress = useNight(({ mustPlay }) => mustPlay)
  const began = useNight(({ requests, nowPlaying }) => firstPlayed(requests, nowPlaying?.startedAt ?? null))
  const now = useNow(60_000)
  const songs = listed.map((song, at) => ({ ...song, state: progress[at]?.state ?? 'open' }) as const)
  const missing = songs.filter(({ state }) => state === 'open' || state === 'asked').length
  return {
    songs,
    played: songs.filter(({ state }) => state === 'played' || state === 'playing').length,
    missing,
    isLate: missing > 0 && began !== null && now - began > gettingOn,
  }
}

function firstPlayed(
  requests: readonly { readonly playedAt: number | null }[],
  playing: number | null,
): number | null {
  return requests.reduce(
    (first, { playedAt }) => (playedAt === null ? first : Math.min(first ?? playedAt, playedAt)),
    playing,
  )
}
