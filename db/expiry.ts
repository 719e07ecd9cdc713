import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { djName } from '../src-main/core/request.ts'
import type { Tx } from './tenant.ts'

const ids = z.array(z.object({ id: z.string() }))
const forgotten = z.tuple([z.object({ requests: z.coerce.number(), guests: z.coerce.number() })])

/** What each guest is called once they are forgotten. */
export const nobody = 'A guest'

/** Who asked at the desk, as many as before. */
const namelessAtDesk = sql`(select coalesce(jsonb_agg(asker || jsonb_build_object('nickname', ${nobody}::text, 'note', null)), '[]')
  from jsonb_array_elements(at_desk) as asker)`

/** When a night was over: its end, or the last that happened in it where nobody ended it. */
const over = sql`coalesce(events.ended_at, greatest(events.updated_at,
  (select max(greatest(requests.created_at, requests.played_at)) from requests where requests.event_id = events.id)))`

/** Its guests were not forgotten since. */
const isRemembered = sql`(events.guests_forgotten_at is null or events.guests_forgotten_at <= ${over})`

/** Days that the night keeps what it knows of guests; 0 for a night that says nothing about it. */
const days = sql`case when jsonb_typeof(events.config -> 'guest_data_days') = 'number'
  then (events.config ->> 'guest_data_days')::numeric else 0 end`

/** A guest server that was stopped leaves its night live: nothing happened there for so many days. */
const quietDays = 2

/** Nobody takes requests in it any more, whatever it says of itself. */
function isOver(now: number) {
  return sql`(events.status = 'offline' or ${over} < ${instant(now)} - ${quietDays} * interval '1 day')`
}

function instant(time: number) {
  return sql`${new Date(time).toISOString()}::timestamptz`
}

/** What a DJ's nights forget of their guests when its time has come. */
export function expiryIn(tx: Tx) {
  return {
    /** Nights whose guests are to be forgotten by now; one that was reopened and ended again counts anew. */
    async due(userId: string, now: number): Promise<readonly string[]> {
      const rows = await tx.execute(sql`
        select events.id from events
        where events.user_id = ${userId}::uuid and ${days} > 0 and ${isOver(now)}
          and ${over} < ${instant(now)} - ${days} * interval '1 day'
          and ${isRemembered}
        order by events.created_at`)
      return ids.parse([...rows]).map(({ id }) => id)
    },

    /**
     * Forgets the guests of a night: names, notes, addresses and sessions go; songs, votes and counts stay, each guest's
     * together under a name that leads to nobody. `null`: somebody else has just done it, or the night runs again.
     */
    async forget(
      eventId: string,
      now: number,
    ): Promise<{ readonly requests: number; readonly guests: number } | null> {
      const taken = await tx.execute(sql`
        update events set guests_forgotten_at = ${instant(now)}
        where id = ${eventId}::uuid and ${isOver(now)}
          and ${isRemembered}
        returning id`)
      if (taken.length === 0) return null
      // The salt is stored nowhere, so that a phone's token leads to none of these names.
      const salt = sql`(select ${crypto.randomUUID()}::text)`
      const rows = await tx.execute(sql`
        with renamed as (
          update requests set requester_nickname = ${nobody}, note = null, answer = null, requester_ip_hash = null,
            at_desk = ${namelessAtDesk},
            user_session_id = md5(${salt} || user_session_id), version = version + 1
          where event_id = ${eventId}::uuid and (origin <> 'dj' or requester_nickname <> ${djName}) returning 1
        ), at_desk as (
          update requests set at_desk = ${namelessAtDesk}, version = version + 1
          where event_id = ${eventId}::uuid and origin = 'dj' and requester_nickname = ${djName} and at_desk <> '[]'
        ), voted as (
          update request_votes set guest_id = md5(${salt} || guest_id) where event_id = ${eventId}::uuid
        ), gone as (
          delete from session_store where event_id = ${eventId}::uuid returning 1
        )
        select (select count(*) from renamed) as requests, (select count(*) from gone) as guests`)
      return forgotten.parse([...rows])[0]
    },

    /** Destroys the address keys of nights that were over before `before`; answers the nights. */
    async destroyKeys(userId: string, before: number): Promise<readonly string[]> {
      const rows = await tx.execute(sql`
        delete from address_keys using events
        where events.id = address_keys.event_id and events.user_id = ${userId}::uuid
          and ${over} < ${instant(before)}
        returning events.id`)
      return ids.parse([...rows]).map(({ id }) => id)
    },
  }
}
