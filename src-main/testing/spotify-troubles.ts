import type { FaultRule } from '../../tests/support/spotify/faults.ts'

/** One thing that goes wrong at Spotify: `at` milliseconds into the evening, for `ms` where it is more than a few calls. */
export type Trouble = { readonly at: number; readonly fault: FaultRule; readonly ms: number | null }

const second = 1_000
const minute = 60 * second

/** All but the making of a playlist: whether that came through only the DJ can say. */
const anyCall = { path: /^\/(?!me\/playlists|api|authorize)/ }
const token = { path: /^\/api\/token$/ }
const handOver = { method: 'POST', path: /^\/me\/player\/queue$/ }
const start = { method: 'PUT', path: /^\/me\/player\/play$/ }
const onPlaylist = { method: 'POST', path: /^\/playlists\/.*\/items$/ }
const command = { path: /^\/me\/player\/(queue|play|next)$/ }
const commands = [
  { ...command, method: 'POST' },
  { ...command, method: 'PUT' },
] as const

/** What goes wrong in four hours, by chance; `between(least, most)` is a whole number. */
export function troublesOf(between: (least: number, most: number) => number): readonly Trouble[] {
  const some = (count: number, fault: () => FaultRule, ms: () => number | null = () => null): Trouble[] =>
    Array.from({ length: count }, () => ({
      at: between(6 * minute, 230 * minute),
      fault: fault(),
      ms: ms(),
    }))
  const once = (fault: FaultRule) => () => ({ match: anyCall, times: 1, ...fault })
  const times = () => between(1, 4)
  return [
    ...some(6, () => ({ kind: 'unavailable', match: anyCall, times: times() })),
    ...some(
      2,
      () => ({ kind: 'unavailable' }),
      () => between(20, 300) * second,
    ),
    ...some(6, () => ({ kind: 'server-error', match: anyCall, times: times() })),
    ...some(6, once({ kind: 'cut-before' })),
    ...some(6, once({ kind: 'cut-after' })),
    ...some(4, once({ kind: 'cut-before', match: handOver })),
    ...some(5, once({ kind: 'cut-after', match: handOver })),
    ...some(2, once({ kind: 'cut-after', match: start })),
    ...some(2, once({ kind: 'cut-before', match: start })),
    ...some(2, once({ kind: 'server-error', match: handOver })),
    ...some(3, once({ kind: 'cut-after', match: onPlaylist })),
    ...some(3, () => ({ kind: 'rate-limited', retryAfter: between(20, 90), match: anyCall, times: 1 })),
    ...some(1, () => ({ kind: 'rate-limited', retryAfter: between(20, 90), match: handOver, times: 1 })),
    ...some(3, once({ kind: 'rate-limited', retryAfter: null })),
    ...some(5, once({ kind: 'unauthorized' })),
    ...some(1, () => ({ kind: 'no-active-device', match: commands[between(0, 2)] ?? handOver, times: 1 })),
    ...some(1, once({ kind: 'unavailable', match: token })),
    ...some(1, once({ kind: 'cut-before', match: token })),
    ...some(1, once({ kind: 'cut-after', match: token })),
    {
      at: between(70, 150) * minute,
      fault: { kind: 'rate-limited', retryAfter: 3_600, match: anyCall, times: 1 },
      ms: null,
    },
  ]
}
