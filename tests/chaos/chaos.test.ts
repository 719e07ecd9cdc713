import { expect, test } from 'vitest'
import { runChaos } from './run-chaos.ts'

/** Another one: CUELINE_SEED=7 npx vitest run tests/chaos. Long ones: npm run bench -- chaos. */
const seed = Number(process.env.CUELINE_SEED ?? 4747)

test(`on bad wifi and over a killed server, what phones were told is stored, once, and shown (seed ${seed})`, async () => {
  const { received, ofCatalogue, alreadyAsked, takenBack, votes, rows, ...found } = await runChaos({
    seed,
    phones: 8,
    milliseconds: 7_000,
    kills: 2,
  })
  expect(found).toEqual({
    seed,
    kills: 2,
    lost: [],
    doubled: [],
    resurrected: [],
    storedThough: [],
    lostVotes: [],
    wrongScreens: [],
  })
  // There was something to lose.
  expect(received).toBeGreaterThan(20)
  expect(ofCatalogue).toBeGreaterThan(0)
  expect(alreadyAsked).toBeGreaterThan(0)
  expect(votes).toBeGreaterThan(0)
  expect(rows).toBeGreaterThanOrEqual(received)
  expect(takenBack).toBeGreaterThan(0)
}, 120_000)
