import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { realSongs, songsFile } from '../support/songs.ts'
import type { AttackersProcess } from './support/attackers.ts'
import { startChild } from './support/child.ts'
import { inTemporaryFolder } from './support/places.ts'
import { say } from './support/say.ts'
import { serveNight } from './support/serve-night.ts'
import { quantile, round } from './support/statistics.ts'
import type { VisitorsProcess, Visits } from './support/visitors.ts'

const slowOfEachKind = 120
const guessesPerSecond = 500
const quietMs = 8_000
const attackMs = 32_000
const atOnce = 8

/**
 * Honest guests join, search and ask; first in peace, then with 360 slow connections and somebody who guesses the PIN 500
 * times a second. Milliseconds. Bars: p99 under 250 each, nobody refused, loop delay p99 under 50, the slow ones closed
 * within 6, 11 and 15 s.
 */
export async function benchDoors() {
  return inTemporaryFolder(async (folder) => {
    const night = await serveNight({ home: join(folder, 'home'), title: 'The doors', catalogue: songsFile })
    const visitors = startChild<VisitorsProcess>('visitors')
    const attackers = startChild<AttackersProcess>('attackers')
    try {
      const { url, joinToken } = night
      const queries = [...new Set(realSongs().map(({ artist }) => artist.slice(0, 80)))]
      const visit = (milliseconds: number) =>
        visitors.call('visit', { url, joinToken, queries, milliseconds, atOnce })
      // What runs for the first time is slow for reasons of its own.
      await visit(2_000)
      await night.loopDelay()
      const peace = p99Of(await visit(quietMs))
      const peaceDelay = await night.loopDelay()
      say(`in peace: ${JSON.stringify(peace)}`)
      const open = await attackers.call('open', { url, each: slowOfEachKind })
      await attackers.call('guess', { url, perSecond: guessesPerSecond })
      await night.loopDelay()
      const attacked = p99Of(await visit(attackMs))
      const loopDelay = await night.loopDelay()
      const attack = await attackers.call('finish', undefined)
      // It goes on as before once they are gone.
      await pause(1_000)
      const after = p99Of(await visit(2_000))
      return {
        peace: { ...peace, loopDelay: peaceDelay },
        attacked: { ...attacked, loopDelay },
        open,
        attack,
        after,
      }
    } finally {
      await Promise.all([visitors.end(), attackers.end()])
      await night.end()
    }
  })
}

function p99Of({ join: joined, search, submit, refused }: Visits) {
  const p99 = (times: readonly number[]) => round(quantile(times, 0.99))
  return { visits: submit.length, join: p99(joined), search: p99(search), submit: p99(submit), refused }
}
