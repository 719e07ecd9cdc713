import type { Event } from '../core/event.ts'
import { type Result, refuse } from '../core/result.ts'
import type { Live } from '../live.ts'
import { newBypassToken } from './new-night.ts'
import type { Nights } from './nights.ts'
import type { Clock, RandomToken } from './ports.ts'
import { undoMs } from './undo-time.ts'

type Deps = {
  readonly nights: Nights
  readonly live: Live
  readonly randomToken: RandomToken
  readonly clock: Clock
}

/** The link in the QR code, which needs no PIN. Who joined by one stays, whatever becomes of the link. */
export function createJoinLink({ nights, live, randomToken, clock }: Deps) {
  let before: { readonly eventId: string; readonly token: string; readonly until: number } | null = null

  return {
    /** A new link and new QR codes everywhere; the one before lets nobody in from now on. */
    async rotate(version: number): Promise<Result<Event>> {
      const old = live.night()?.event
      const outcome = await nights.change(version, { config: { bypassToken: newBypassToken(randomToken) } })
      if (outcome.ok && old)
        before = { eventId: old.id, token: old.config.bypassToken, until: clock() + undoMs }
      return outcome
    },

    /** The undo: the link before works again, and the new one does not. */
    async takeBack(version: number): Promise<Result<Event>> {
      if (before === null || before.until < clock() || before.eventId !== live.night()?.event.id)
        return refuse('undo-over')
      const outcome = await nights.change(version, { config: { bypassToken: before.token } })
      if (outcome.ok) before = null
      return outcome
    },
  }
}
