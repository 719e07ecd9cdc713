import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from '../../../tests/support/eventually.ts'
import { must, startTwo } from '../../testing/a-console.ts'

let two: Awaited<ReturnType<typeof startTwo>>
let stops: readonly (() => Promise<void>)[]

beforeAll(async () => {
  two = await startTwo()
  stops = [two.first, two.second].map(({ spotify }) => spotify.start(() => {}))
})

afterAll(async () => {
  for (const stop of stops) await stop()
  await two.second.close()
  await two.first.close()
})

test('of two processes with one night the one plays where the DJ is signed in', async () => {
  const { first, second } = two
  must(await first.nights.change(null, { config: { player: 'spotify' } }))
  await eventually(() => expect(second.live.night()?.event.config.player).toBe('spotify'))
  expect(first.spotify.player.player()).toBe('spotify')
  expect(second.spotify.player.player()).toBe('hand')
})

test('who signs in elsewhere takes the player along', async () => {
  const { first, second } = two
  must(await second.signIn.signIn('anna', 'correct horse'))
  await eventually(() => expect(first.session.user()).toBeNull())
  expect(first.spotify.player.player()).toBe('hand')
  expect(second.spotify.player.player()).toBe('spotify')
})
