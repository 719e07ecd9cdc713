import { runChaos } from './run-chaos.ts'

/** `npm run bench -- chaos`: rounds of bad wifi and killed servers. CUELINE_SEED and CUELINE_ROUNDS set which and how many. */

const rounds = Number(process.env.CUELINE_ROUNDS ?? 6)
const first = Number(process.env.CUELINE_SEED ?? Math.floor(Math.random() * 1_000_000))

const results = []
for (let round = 0; round < rounds; round++) {
  const seed = first + round
  process.stderr.write(`chaos: round ${round + 1} of ${rounds}, seed ${seed}\n`)
  results.push(await runChaos({ seed, phones: 20, milliseconds: 20_000, kills: 4 }))
}
process.stdout.write(JSON.stringify(results))
