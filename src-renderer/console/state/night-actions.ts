import type { EventSummary } from '../../../src-main/contract/console-view.ts'
import type { EventStatus } from '../../../src-main/core/event.ts'
import type { Refusal } from '../../../src-main/core/refusals.ts'
import type { Result } from '../../../src-main/core/result.ts'
import type { Send } from './actions.ts'
import { type ConsoleStore, nightOf, type ToastAction } from './store.ts'

type Parts = {
  readonly store: ConsoleStore
  readonly ask: Send
  readonly toast: (words: string, action?: ToastAction) => void
  readonly showRefusal: (refusal: Refusal) => void
  /** Tells the history of that night. */
  readonly noteOf: (id: string, words: string) => void
}

type Seen = { readonly eventId: string; readonly version: number }

/** The nights of the list: opening, ending, reopening, putting away. Nothing here deletes anything. */
export function createNightActions({ store, ask, toast, showRefusal, noteOf }: Parts) {
  /** Nights that this window itself closes: no news to who sits here. */
  const closedHere = new Set<string>()

  store.subscribe(({ view }, before) => {
    if (view?.phase !== 'no-event' || before.view?.phase !== 'night') return
    const { id } = before.view.event
    const closed = view.events.find((event) => event.id === id)
    if (closed === undefined || closedHere.delete(id)) return
    if (closed.endedAt !== null) tellEnded(closed, before.view.event.status, 'was ended on another computer')
    else if (closed.archivedAt !== null)
      toast(`“${closed.title}” was archived on another computer.`, {
        label: 'Open it',
        run: () => open(closed),
      })
  })

  function tellEnded({ id, title }: EventSummary, status: EventStatus, what: string): void {
    toast(`“${title}” ${what}. All its requests are kept.`, {
      label: 'Reopen',
      run: () => takeBackEnd(id, status),
    })
  }

  async function find(id: string): Promise<EventSummary | null> {
    const answer = await ask('event.list', {})
    return answer.ok ? (answer.value.events.find((event) => event.id === id) ?? null) : null
  }

  /** The list on the screen may be older than the open night. */
  function seen(event: EventSummary): Seen {
    const open = nightOf(store.getState())?.event
    return { eventId: event.id, version: open?.id === event.id ? open.version : event.version }
  }

  /** Carries something out on the night as it was seen; offers it again on what it is by now. `null`: refused. */
  async function carryOut<T>(
    event: EventSummary,
    run: (seen: Seen) => Promise<Result<T>>,
    isStillWanted: (now: EventSummary) => boolean,
    again: (now: EventSummary) => unknown,
  ): Promise<{ readonly value: T } | null> {
    const answer = await run(seen(event))
    store.setState(({ nightsChanged }) => ({ nightsChanged: nightsChanged + 1 }))
    if (answer.ok) return { value: answer.value }
    const now = answer.error.code === 'stale' ? await find(event.id) : null
    if (now === null) showRefusal(answer.error)
    else if (isStillWanted(now))
      toast(`“${now.title}” was changed elsewhere in the meantime.`, {
        label: 'Do it again',
        run: () => again(now),
      })
    return null
  }

  async function open(event: EventSummary): Promise<void> {
    const answer = await ask('event.open', { eventId: event.id })
    if (!answer.ok) showRefusal(answer.error)
  }

  async function end(event: EventSummary): Promise<void> {
    closedHere.add(event.id)
    const isEnded = await carryOut(
      event,
      (night) => ask('event.end', night),
      (now) => now.endedAt === null,
      end,
    )
    if (isEnded === null) {
      closedHere.delete(event.id)
      return
    }
    noteOf(event.id, 'You ended the night')
    tellEnded(event, event.status, 'has ended')
  }

  /** Its own PIN, if no other night took that meanwhile. Without a night open, this one is worked on. */
  async function reopen(event: EventSummary): Promise<boolean> {
    const reopened = await carryOut(
      event,
      (night) => ask('event.reopen', night),
      (now) => now.endedAt !== null,
      reopen,
    )
    if (!reopened) return false
    closedHere.delete(event.id)
    noteOf(event.id, 'You reopened the night')
    if (reopened.value.pin !== event.pin)
      toast(`“${event.title}” has the PIN ${reopened.value.pin} now: another night took its own meanwhile.`)
    if (nightOf(store.getState()) === null) await open(event)
    return true
  }

  /** The undo of an end: the night runs on as it did. */
  async function takeBackEnd(id: string, status: EventStatus): Promise<void> {
    const ended = await find(id)
    if (ended === null || !(await reopen(ended)) || status === 'offline') return
    const now = await find(id)
    const present = nightOf(store.getState())
    if (now === null || (present !== null && present.event.id !== id)) return
    const answer = await ask('event.setStatus', { version: now.version, status })
    if (!answer.ok) showRefusal(answer.error)
  }

  async function archive(event: EventSummary, archived: boolean): Promise<void> {
    if (archived) closedHere.add(event.id)
    const done = await carryOut(
      event,
      (night) => ask('event.archive', { ...night, archived }),
      (now) => (now.archivedAt !== null) !== archived,
      (now) => archive(now, archived),
    )
    if (!done) closedHere.delete(event.id)
    else if (archived)
      toast(`“${event.title}” is archived.`, {
        label: 'Undo',
        run: async () => {
          const now = await find(event.id)
          if (now !== null) await archive(now, false)
        },
      })
  }

  return { openNight: open, endNight: end, reopenNight: reopen, archiveNight: archive }
}
