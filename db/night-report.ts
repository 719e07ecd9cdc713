import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Quarter } from '../src-main/core/busy-times.ts'
import type { WantedSong } from '../src-main/core/top-songs.ts'
import type { Tx } from './tenant.ts'
import { readTrackData } from './track-data.ts'

/** What can be said of a night beside its history. */
export type NightNumbers = {
  /** Requests that their guests took back; counted nowhere else. */
  readonly takenBack: number
  /** Songs that the DJ put into the queue. */
  readonly own: number
  /** +1s. */
  readonly votes: number
  readonly guests: {
    /** Who joined and is still known, and who asked. */
    readonly joined: number
    /** Who asked for a song or gave a +1. */
    readonly asking: number
  }
  /** How long requests waited until the DJ decided, in milliseconds; those that were approved as they came are left out. */
  readonly waits: {
    readonly decided: number
    readonly median: number | null
    /** Nine of ten waited no longer. */
    readonly most: number | null
  }
  /** When guests asked; quarters without a request are left out. Oldest first. */
  readonly quarters: readonly Quarter[]
  /** Every spelling of a song that guests asked for: one person's is not another's. */
  readonly songs: readonly WantedSong[]
}

const count = z.coerce.number()
const milliseconds = z.coerce.number().nullable()
const totals = z.tuple([
  z.object({
    taken_back: count,
    own: count,
    votes: count,
    decided: count,
    median: milliseconds,
    most: milliseconds,
  }),
])
const people = z.tuple([z.object({ joined: count, asking: count })])
const quarters = z.array(z.object({ at: z.coerce.number(), requests: count }))
const songs = z.array(z.object({ track: z.unknown(), times: count }))

/** +1s of a request, looked up one by one: a join would compare all with all where the planner knows little of a young night. */
const given = sql`((select count(*) from request_votes where request_votes.request_id = requests.id)
  + jsonb_array_length(requests.at_desk))`

const quarterSeconds = 900

/** All numbers of a night, reckoned by the database: what is read grows with the songs, not with the requests. */
export function nightReportIn(tx: Tx) {
  return {
    /** All zero for a night that isn't there. */
    async of(eventId: string): Promise<NightNumbers> {
      const id = sql`${eventId}::uuid`
      const [totalRows, peopleRows, quarterRows, songRows] = await Promise.all([
        tx.execute(sql`
          select count(*) filter (where withdrawn_at is not null) as taken_back,
            count(*) filter (where withdrawn_at is null and origin = 'dj') as own,
            coalesce(sum(given) filter (where withdrawn_at is null), 0) as votes,
            count(waited) as decided,
            percentile_disc(0.5) within group (order by waited) as median,
            percentile_disc(0.9) within group (order by waited) as most
          from (
            select withdrawn_at, origin, ${given} as given, case
              when withdrawn_at is null and origin = 'guest' and decided > created_at
              then round(extract(epoch from decided - created_at) * 1000) end as waited
            from (select *, least(approved_at, rejected_at) as decided from requests where event_id = ${id}) as requests
          ) as waiting`),
        tx.execute(sql`
          with askers as (
            select user_session_id as guest from requests where event_id = ${id} and user_session_id is not null
            union select guest_id from request_votes where event_id = ${id}
          )
          select (select count(*) from askers) as asking,
            (select count(*) from (
              select guest from askers union select sid from session_store where event_id = ${id}) as known) as joined`),
        tx.execute(sql`
          select floor(extract(epoch from created_at) / ${quarterSeconds}::int) * ${quarterSeconds * 1000}::int as at,
            count(*) as requests
          from requests
          where event_id = ${id} and withdrawn_at is null and origin <> 'dj' and isfinite(created_at)
          group by 1 order by 1`),
        tx.execute(sql`
          select track, sum(1 + given) as times
          from (
            select jsonb_build_object('title', track_data -> 'title', 'artists', track_data -> 'artists') as track,
              ${given} as given
            from requests where event_id = ${id} and withdrawn_at is null and origin <> 'dj'
          ) as asked
          group by 1`),
      ])
      const [{ taken_back: takenBack, own, votes, ...waits }] = totals.parse([...totalRows])
      const [guests] = people.parse([...peopleRows])
      return {
        takenBack,
        own,
        votes,
        guests,
        waits,
        quarters: quarters.parse([...quarterRows]),
        songs: songs.parse([...songRows]).map(({ track, times }) => {
          const { title, artist } = readTrackData(track)
          return { title, artist, times }
        }),
      }
    },
  }
}
