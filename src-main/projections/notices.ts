import type { ConsoleNotice } from '../contract/console-view.ts'
import type { ShownNotice } from '../contract/guest-api.ts'
import { isFor, type Notice, nextEnd, onAir } from '../core/notice.ts'
import type { Live, Night } from '../live.ts'

type Told = Pick<Night, 'event' | 'notices'>

/** All on air, for the DJ. `now`: epoch milliseconds. */
export function consoleNotices(night: Told, now: number): ConsoleNotice[] {
  return shown(night, now).map((notice) => ({ ...shownNotice(notice, now), target: notice.target }))
}

/** Those for the display, or for phones. */
export function noticesFor(face: 'display' | 'phones', night: Told, now: number): ShownNotice[] {
  return shown(night, now)
    .filter(({ target }) => isFor(target, face))
    .map((notice) => shownNotice(notice, now))
}

/** With a night that is over nobody could remove them any more. */
function shown({ event, notices }: Told, now: number): readonly Notice[] {
  return event.endedAt === null ? onAir(notices.values(), now) : []
}

function shownNotice({ id, text, endsAt }: Notice, now: number): ShownNotice {
  return { id, text, remainingMs: endsAt === null ? null : endsAt - now }
}

type Deps = {
  readonly live: Pick<Live, 'night' | 'subscribe'>
  readonly touch: () => void
  readonly clock: () => number
  readonly after: (ms: number, run: () => void) => () => void
}

/** A timer takes no more than 24 days; then it looks again. */
const longestWaitMs = 3_600_000

/** Nothing is written when a notice ends: lets the views be made anew then. Answers how to stop that. */
export function watchNoticeEnds({ live, touch, clock, after }: Deps): () => void {
  let waitsFor: number | null = null
  let cancel = () => {}

  function plan(): void {
    const now = clock()
    const end = nextEnd(live.night()?.notices.values() ?? [], now)
    if (end === waitsFor) return
    cancel()
    waitsFor = end
    cancel = end === null ? () => {} : after(Math.min(end - now, longestWaitMs), pass)
  }

  function pass(): void {
    waitsFor = null
    touch()
    plan()
  }

  const undo = live.subscribe(plan)
  plan()
  return () => {
    undo()
    cancel()
  }
}
