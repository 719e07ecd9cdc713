import postgres from 'postgres'
import { realSongs } from '../../support/songs.ts'
import { startChild } from './child.ts'
import type { GuestsProcess, Round } from './guests.ts'
import { say } from './say.ts'
import { sum } from './statistics.ts'

/** What the measurements of `POST /api/requests` share. */

/** As many connections as the app's pool has. */
export const poolSize = 10
export const silent = { info() {}, warn() {}, error() {} }

/** Ids of songs; searched for by many guests, since one may call forty times a second. */
export async function findSongs(
  { url, joinToken }: { readonly url: string; readonly joinToken: string },
  count: number,
): Promise<readonly string[]> {
  const searchers = startChild<GuestsProcess>('guests')
  try {
    await searchers.call('join', { url, joinToken, count: 200 })
    const queries = [...new Set(realSongs().map(({ artist }) => artist))]
    const found = await searchers.call('findSongs', { queries, count })
    say(`found ${found.length} songs to ask for`)
    return found
  } finally {
    await searchers.end()
  }
}

/** How many rows of the night have one of these ids. */
export async function countStored(url: string, eventId: string, ids: readonly string[]): Promise<number> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    const [row] = await sql<{ stored: number }[]>`select count(*)::int as stored from requests
      where event_id = ${eventId} and id = any(${ids as string[]}::uuid[])`
    return row?.stored ?? 0
  } finally {
    await sql.end()
  }
}

export function rate(some: readonly Round[]): number {
  return sum(some.map(({ times }) => times.length)) / sum(some.map(({ seconds }) => seconds))
}

/** How many were answered otherwise, by status. */
export function refusedIn(some: readonly Round[]): Readonly<Record<number, number>> {
  const all: Record<number, number> = {}
  for (const [status, count] of some.flatMap(({ refused }) => Object.entries(refused)))
    all[Number(status)] = (all[Number(status)] ?? 0) + count
  return all
}
