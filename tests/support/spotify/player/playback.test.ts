import fc from 'fast-check'
import { expect, test } from 'vitest'
import { settableClock } from '../clock.ts'
import { createPlayback, type Playable } from './playback.ts'

type Step = {
  readonly do: 'wait' | 'queue' | 'skip' | 'pause' | 'resume' | 'advert' | 'seek'
  readonly n: number
}

const steps = fc.array(
  fc.record({
    do: fc.constantFrom<Step['do']>(
      'wait',
      'wait',
      'wait',
      'queue',
      'skip',
      'pause',
      'resume',
      'advert',
      'seek',
    ),
    n: fc.integer({ min: 0, max: 90_000 }),
  }),
  { maxLength: 40 },
)

/** Every fourth song is silent. */
function look(uri: string): Playable {
  const number = Number(uri)
  return { kind: 'track', uri, durationMs: 20_000 + number * 1000, audible: number % 4 !== 3 }
}

/** What is heard when waits are cut into pieces of at most `pieceMs`. */
function night(list: readonly Step[], unplayable: 'silent' | 'skip', pieceMs: number) {
  const clock = settableClock(0)
  const playback = createPlayback({ clock, look, unplayable, similar: null })
  playback.playList(null, ['0', '1', '2', '3', '4'], 0, 0)
  for (const { do: what, n } of list) {
    playback.moveTo(clock.now())
    if (what === 'queue') playback.queue.push(String(n % 30))
    if (what === 'skip') playback.next()
    if (what === 'pause') playback.pause()
    if (what === 'resume') playback.resume()
    if (what === 'advert') playback.advert(1000 + (n % 30_000))
    if (what === 'seek') playback.seek(n)
    for (let left = what === 'wait' ? n : 0; left > 0; left -= pieceMs) {
      clock.advance(Math.min(left, pieceMs))
      playback.moveTo(clock.now())
    }
  }
  return { heard: playback.heard.list(), state: playback.state(), now: clock.now() }
}

test('looking often or seldom makes no difference to what is heard', () => {
  fc.assert(
    fc.property(
      steps,
      fc.constantFrom('silent', 'skip'),
      fc.integer({ min: 500, max: 7000 }),
      (list, how, piece) => {
        expect(night(list, how, piece)).toEqual(night(list, how, Number.POSITIVE_INFINITY))
      },
    ),
  )
})

test('never two songs at once, never past the end, never a silent one', () => {
  fc.assert(
    fc.property(steps, fc.constantFrom('silent', 'skip'), (list, how) => {
      const { heard, state, now } = night(list, how, Number.POSITIVE_INFINITY)
      for (const [index, one] of heard.entries()) {
        expect(one.from).toBeGreaterThanOrEqual(heard[index - 1]?.to ?? 0)
        expect(one.audibleMs).toBeLessThanOrEqual(one.to - one.from)
        if (!one.uri.startsWith('spotify:ad:')) expect(look(one.uri).audible).toBe(true)
      }
      expect(heard.at(-1)?.to ?? 0).toBeLessThanOrEqual(now)
      expect(state.position).toBeGreaterThanOrEqual(0)
      expect(state.position).toBeLessThanOrEqual(state.current?.durationMs ?? 0)
    }),
  )
})
