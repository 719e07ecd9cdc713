import { randomUUID } from 'node:crypto'
import { eventsIn } from '../../db/events.ts'
import type { Database } from '../../db/open-database.ts'
import type { Guest } from '../core/guest.ts'
import { crowd, dedications, inventedWishes, nextDeed, type PracticePace, paceMs } from '../core/practice.ts'
import type { Request } from '../core/request.ts'
import { done, type Result, refuse } from '../core/result.ts'
import type { Live, Night } from '../live.ts'
import type { Guests } from './guests.ts'
import type { Nights } from './nights.ts'
import type { Catalogue, Log, RandomBelow } from './ports.ts'
import type { Ask, createRequests } from './requests.ts'
import type { After } from './spotify/ports.ts'

type Deps = {
  readonly database: Pick<Database, 'withTenant'>
  readonly live: Live
  readonly nights: Pick<Nights, 'createPractice' | 'leavePractice'>
  readonly guests: Pick<Guests, 'join'>
  readonly requests: Pick<ReturnType<typeof createRequests>, 'ask' | 'vote' | 'takeBack'>
  readonly catalogue: Pick<Catalogue, 'search' | 'state'>
  readonly randomBelow: RandomBelow
  readonly after: After
  readonly log: Log
}

type Practice = {
  readonly eventId: string
  readonly userId: string
  /** The night to go back to. */
  readonly before: string | null
  readonly guests: Guest[]
  pace: PracticePace
}

type Ending = Pick<Practice, 'eventId' | 'userId' | 'before'>

const letters = 'abcdefghijklmnoprstuvw'

/** A night with invented guests who do what guests do, to practise with: of its own, and wiped whole when it is over. */
export function createPractice(deps: Deps) {
  const { database, live, nights, guests, requests, catalogue, randomBelow, after, log } = deps
  let practice: Practice | null = null
  let starting: { readonly userId: string; readonly begun: Promise<Result<null>> } | null = null
  let stopTimer = () => {}
  const watchers = new Set<() => void>()

  const tell = () => {
    for (const watcher of watchers) watcher()
  }
  const oneOf = <T>(list: readonly T[]): T | undefined => list[randomBelow(Math.max(1, list.length))]

  /** The practice with its night, as long as that is the one that is open. */
  function now(): { readonly practice: Practice; readonly night: Night } | null {
    const night = live.night()
    return practice && night?.event.id === practice.eventId ? { practice, night } : null
  }

  function goOn(): void {
    stopTimer()
    stopTimer = () => {}
    const open = now()
    if (!open || open.practice.pace === 'paused') return
    stopTimer = after(paceMs[open.practice.pace], () => void act().finally(goOn))
  }

  /** One of them does something. What is refused is so for guests who are there, too. */
  async function act(): Promise<void> {
    const open = now()
    if (!open || open.practice.pace === 'paused') return
    try {
      const waiting = [...open.night.requests.values()].filter(({ status }) => status === 'pending')
      const deed = nextDeed(open.practice.guests.length, waiting.length, randomBelow(100))
      if (deed === 'join') return await join(open.practice, open.night)
      const guest = oneOf(open.practice.guests)
      if (!guest) return
      if (deed === 'ask') await ask(guest)
      else await decide(deed, guest, waiting)
    } catch (error) {
      log.warn('A practice guest could not do what they wanted', { error })
    }
  }

  async function join({ guests: there }: Practice, { event }: Night): Promise<void> {
    const name = crowd[there.length]
    if (name === undefined) return
    const joined = await guests.join({ token: event.config.bypassToken }, name, `practice-${name}`)
    if (joined.ok) there.push(joined.value.guest)
  }

  async function ask(guest: Guest): Promise<void> {
    const note = randomBelow(3) === 0 ? (oneOf(dedications) ?? null) : null
    await requests.ask(guest, { id: randomUUID(), note, ...(await song()) }, null)
  }

  async function song(): Promise<
    { readonly trackId: string } | Pick<Extract<Ask, { wish: unknown }>, 'wish'>
  > {
    if (catalogue.state().phase === 'ready') {
      const found = oneOf(await catalogue.search(oneOf([...letters]) ?? 'a', 20))
      if (found) return { trackId: found.id }
    }
    return { wish: oneOf(inventedWishes) ?? inventedWishes[0] }
  }

  async function decide(
    deed: 'vote' | 'take-back',
    guest: Guest,
    waiting: readonly Request[],
  ): Promise<void> {
    const some = oneOf(waiting.filter(({ guestId }) => (guestId === guest.id) === (deed === 'take-back')))
    if (some) await (deed === 'vote' ? requests.vote(guest, some.id) : requests.takeBack(guest, some.id))
  }

  async function begin(userId: string): Promise<Result<null>> {
    const open = live.night()?.event ?? null
    const mine = open?.userId === userId && open.endedAt === null ? open : null
    if (open && open.endedAt === null && open.status !== 'offline') return refuse('practise-offline')
    const made = await nights.createPractice(userId, mine)
    if (!made.ok) return made
    const { id: eventId } = made.value
    practice = { eventId, userId, before: mine?.id ?? null, guests: [], pace: 'usual' }
    await act()
    goOn()
    tell()
    return done()
  }

  /** What `stop` ends: also a practice whose start was cut off half-way. */
  function toEnd(): Ending | null {
    if (practice) return practice
    const event = live.night()?.event
    if (event?.config.purpose !== 'practice') return null
    return { eventId: event.id, userId: event.userId, before: null }
  }

  async function wipe({ eventId, userId }: Ending): Promise<void> {
    await database.withTenant({ role: 'dj', userId }, (tx) => eventsIn(tx).wipeTrial(eventId))
  }

  /** Another night was opened over it: the practice is over. */
  const unfollow = live.subscribe(() => {
    const night = live.night()
    if (!practice || (night && night.event.id === practice.eventId)) return
    const over = practice
    practice = null
    stopTimer()
    void wipe(over).catch((error) => log.warn('A practice is wiped at the next start', { error }))
  })

  return {
    /** Refuses while guests may be in the night that is open. Pressed again, it is the same practice. */
    async start(userId: string): Promise<Result<null>> {
      if (starting?.userId === userId) return starting.begun
      if (now()?.practice.userId === userId) return done()
      const begun = begin(userId).finally(() => {
        starting = null
      })
      starting = { userId, begun }
      return begun
    },

    setPace(pace: PracticePace): Result<null> {
      const open = now()
      if (!open) return refuse('not-found')
      open.practice.pace = pace
      goOn()
      tell()
      return done()
    },

    /** Back to the night before; nothing of the practice is left. Throws when the database is away: then it can be ended again. */
    async stop(): Promise<Result<null>> {
      const over = toEnd()
      if (!over) return refuse('not-found')
      stopTimer()
      try {
        await wipe(over)
      } catch (error) {
        goOn()
        throw error
      }
      practice = null
      await nights.leavePractice(over.userId, over.before)
      return done()
    },

    /** `null` while nobody practises. */
    view: () => {
      const open = now()
      return open && { pace: open.practice.pace, guests: open.practice.guests.length }
    },

    onChange(watcher: () => void): () => void {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },

    /** The app ends: what was practised goes with it, if there is still time. */
    async close(): Promise<void> {
      unfollow()
      stopTimer()
      const over = practice
      practice = null
      if (over) await wipe(over)
    },
  }
}
