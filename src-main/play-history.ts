import type { PlayHistory } from './core/event-rules.ts'
import type { Night } from './live.ts'

/** What a night's rules look at beside the song. `guestAskedAt`: see there. */
export function historyOf(
  { artistPlayedAt, playing }: Pick<Night, 'artistPlayedAt' | 'playing'>,
  guestAskedAt: number | null,
): PlayHistory {
  return { artistPlayedAt, playing: playing?.track ?? null, guestAskedAt }
}
