import { noticesIn } from '../../db/notices.ts'
import type { Database } from '../../db/open-database.ts'
import {
  cleanNotice,
  endAfterReturn,
  endOf,
  isOnAir,
  mostOnAir,
  type Notice,
  type NoticeSpan,
  type NoticeTarget,
  onAir,
} from '../core/notice.ts'
import { done, type Result, refuse } from '../core/result.ts'
import type { Live, Night } from '../live.ts'
import type { Clock } from './ports.ts'

type Deps = {
  readonly database: Database
  readonly live: Live
  readonly clock: Clock
}

/** The ten seconds that are offered, and some for the way. */
const undoMs = 15_000
const linesKept = 10

/** What the DJ tells the room: shown at once, gone by itself or when it is removed. */
export function createNotices({ database, live, clock }: Deps) {
  function inNotices<T>(
    userId: string,
    work: (notices: ReturnType<typeof noticesIn>) => Promise<T>,
  ): Promise<T> {
    return database.withTenant({ role: 'dj', userId }, (tx) => work(noticesIn(tx)))
  }

  function openNight(): Result<Night> {
    const night = live.night()
    if (!night) return refuse('no-event')
    return night.event.endedAt === null ? done(night) : refuse('event-ended')
  }

  /** A notice of the open night, or why not. */
  function find(id: string): Result<Notice> {
    const night = openNight()
    if (!night.ok) return night
    const notice = night.value.notices.get(id)
    return notice ? done(notice) : refuse('not-found')
  }

  function show(notice: Notice): Result<null> {
    live.apply({ notices: [notice] })
    return done()
  }

  return {
    async send(line: {
      readonly id: string
      readonly text: string
      readonly target: NoticeTarget
      readonly span: NoticeSpan
    }): Promise<Result<null>> {
      const night = openNight()
      if (!night.ok) return night
      const text = cleanNotice(line.text)
      if (text === null) return refuse('bad-notice')
      const { event, notices } = night.value
      const now = clock()
      if (!notices.has(line.id) && onAir(notices.values(), now).length >= mostOnAir)
        return refuse('too-many-notices')
      const stored = await inNotices(event.userId, (rows) =>
        rows.insert({
          id: line.id,
          userId: event.userId,
          eventId: event.id,
          text,
          target: line.target,
          createdAt: now,
          endsAt: endOf(line.span, now),
          removedAt: null,
          version: 0,
        }),
      )
      return stored ? show(stored) : refuse('not-found')
    },

    /** What has ended, or was removed elsewhere, is gone as it should be. */
    async remove(id: string): Promise<Result<null>> {
      const found = find(id)
      if (!found.ok) return found
      const removed = await inNotices(found.value.userId, (rows) => rows.remove(id, clock()))
      return removed ? show(removed) : done()
    },

    /** It stays for as long as it still had when it was removed. */
    async restore(id: string): Promise<Result<null>> {
      const found = find(id)
      if (!found.ok) return found
      const { userId, removedAt } = found.value
      const now = clock()
      if (removedAt === null) return isOnAir(found.value, now) ? done() : refuse('undo-over')
      if (removedAt + undoMs < now) return refuse('undo-over')
      const end = endAfterReturn(found.value, now)
      const restored = await inNotices(userId, (rows) => rows.restore(id, end))
      return restored ? show(restored) : done()
    },

    lines: (userId: string): Promise<readonly string[]> =>
      inNotices(userId, (rows) => rows.lastLines(userId, linesKept)),
  }
}
