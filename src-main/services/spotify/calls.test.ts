import { expect, test } from 'vitest'
import type { SpotifyProblem } from '../../core/spotify/problem.ts'
import { handClock } from '../../testing/hand-clock.ts'
import { createSpotifyWorld } from '../../testing/spotify-world.ts'
import { createSpotifyCalls } from './calls.ts'

function setUp() {
  const { clock } = handClock()
  const { api } = createSpotifyWorld({ songs: [] })
  const calls = createSpotifyCalls({ api, clock })
  const sent: string[] = []
  return {
    clock,
    calls,
    sent,
    refused: (problem: SpotifyProblem) => calls.read(async () => ({ ok: false, problem })),
    press: () =>
      calls.command(async () => {
        sent.push('pause')
        return { ok: true, value: null }
      }),
  }
}

test('while Spotify wants quiet a button is answered without a call', async () => {
  const { clock, calls, refused, press, sent } = setUp()
  const until = clock() + 20_000
  await refused({ kind: 'rate-limited', until })
  expect(await press()).toEqual({ ok: false, problem: { kind: 'rate-limited', until } })
  expect([sent, calls.until(true), calls.until(false)]).toEqual([[], until, until])
})

test('while only we hold our readings back a button still goes through', async () => {
  const { clock, calls, refused, press, sent } = setUp()
  const until = clock() + 20_000
  await refused({ kind: 'rate-limited', until, ours: true })
  expect(calls.until(false)).toBe(until)
  expect(await press()).toEqual({ ok: true, value: null })
  expect(sent).toEqual(['pause'])
})
