import { displayLinksIn } from '../../db/display-links.ts'
import type { Database } from '../../db/open-database.ts'
import { displayToken, displayTokenBytes, readDisplayToken } from '../core/display-token.ts'
import { done, type Result, refuse } from '../core/result.ts'
import type { Live } from '../live.ts'
import type { Clock, Log, RandomToken } from './ports.ts'
import type { Session } from './session.ts'
import type { After } from './spotify/ports.ts'
import { undoMs } from './undo-time.ts'

type Deps = {
  readonly database: Database
  readonly live: Live
  readonly session: Session
  readonly randomToken: RandomToken
  readonly clock: Clock
  readonly after: After
  readonly log: Log
}

/** Milliseconds. */
const readAgainMs = 5_000

type Link = { readonly userId: string; readonly token: string }

export type LinkFit = 'right' | 'wrong' | 'later' | 'other'

export type DisplayLink = ReturnType<typeof createDisplayLink>

/**
 * The link by which a browser shows the display: one for each DJ, from night to night the same. It opens the display of
 * whoever's night is open here, and nothing else.
 */
export function createDisplayLink({ database, live, session, randomToken, clock, after, log }: Deps) {
  let link: Link | null = null
  /** The last links of DJs whose display was shown here before: they are not wrong, only not now. */
  const others = new Map<string, string>()
  let before: { readonly old: Link; readonly until: number } | null = null
  const listeners = new Set<() => void>()
  let stopTrying = () => {}

  function take(next: Link | null): void {
    if (next?.userId === link?.userId && next?.token === link?.token) return
    if (link) others.set(link.userId, link.token)
    link = next
    if (link) others.delete(link.userId)
    for (const listener of listeners) listener()
  }

  function newToken(): string {
    return displayToken(Buffer.from(randomToken(displayTokenBytes), 'base64url'))
  }

  /** Whose display is shown here. */
  const owner = () => live.night()?.event.userId ?? session.user()?.id ?? null

  function inLinks<T>(userId: string, work: (links: ReturnType<typeof displayLinksIn>) => Promise<T>) {
    return database.withTenant({ role: 'dj', userId }, (tx) => work(displayLinksIn(tx)))
  }

  /** Reads the link of whoever's display it is by now; makes the first one. */
  async function refresh(): Promise<void> {
    const userId = owner()
    // Signed out, with no night: whoever watches may go on seeing that there is nothing.
    if (userId === null) return
    const token = await inLinks(userId, (links) => links.ensure(userId, newToken()))
    if (owner() === userId) take({ userId, token })
  }

  function follow(): void {
    const userId = owner()
    if (userId === null || userId === link?.userId) return
    // At once, before the other DJ's link is read: nobody sees a night that is not theirs.
    take(null)
    read()
  }

  /** In a quiet night nothing else would ask for it again. */
  function read(): void {
    stopTrying()
    refresh().catch((error) => {
      log.warn('The display link was not read', { error })
      stopTrying = after(readAgainMs, read)
    })
  }

  async function put(next: Link): Promise<void> {
    await inLinks(next.userId, (links) => links.set(next.userId, next.token))
    if (owner() === next.userId) take(next)
  }

  return {
    refresh,

    /** Keeps to whoever's display it is; returns its undo. */
    start(): () => void {
      const undoes = [live.subscribe(follow), session.subscribe(follow)]
      return () => {
        for (const undo of undoes) undo()
        stopTrying()
      }
    },

    /** The secret of the link that works now; `null` while it is not known. */
    current: (): Link | null => link,

    /** Whether this is the secret of the display shown here; `later`: that is not known yet; `other`: of another DJ's, not shown now. */
    check(text: string): LinkFit {
      if (link === null) return 'later'
      const token = readDisplayToken(text)
      if (token === link.token) return 'right'
      return token !== null && [...others.values()].includes(token) ? 'other' : 'wrong'
    },

    /** Calls after each change of the link; returns its undo. */
    onChange(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },

    /** A new link; what is open by the one before closes at once. */
    async renew(userId: string): Promise<Result<null>> {
      const old = await inLinks(userId, (links) => links.ensure(userId, newToken()))
      await put({ userId, token: newToken() })
      before = { old: { userId, token: old }, until: clock() + undoMs }
      return done()
    },

    /** The undo: the link before works again, and the new one does not. */
    async takeBack(userId: string): Promise<Result<null>> {
      if (before === null || before.until < clock() || before.old.userId !== userId)
        return refuse('undo-over')
      const { old } = before
      before = null
      await put(old)
      return done()
    },
  }
}
