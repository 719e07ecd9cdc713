import { isDeepStrictEqual } from 'node:util'
import type { Database } from '../../../db/open-database.ts'
import { type SpotifyAccountFacts, spotifyAuthIn } from '../../../db/spotify-auth.ts'
import { done, type Result, refuse } from '../../core/result.ts'
import type { SpotifyAnswer, SpotifyProblem } from '../../core/spotify/problem.ts'
import { createTurns } from '../in-turn.ts'
import type { Clock, Log } from '../ports.ts'
import type { SpotifyTokens } from '../spotify-tokens.ts'
import type { After, SignInFailure, SpotifyApi, SpotifyDoor, SpotifyGrant, SpotifySession } from './ports.ts'
import { watchCalls } from './watch-calls.ts'

type Deps = {
  readonly database: Database
  readonly door: SpotifyDoor
  /** Brings along what the earlier app left in the database. */
  readonly spotifyTokens: SpotifyTokens
  readonly clock: Clock
  readonly after: After
  readonly log: Log
}

type SigningIn = { readonly url: string; cancel(): void }

export type SpotifyConnection = ReturnType<typeof createSpotifyConnection>

/** What the connection is, as the console shows it. */
export type ConnectionState = {
  readonly clientId: string | null
  readonly account: string | null
  readonly grant: SpotifyGrant | null
  readonly signingIn: SigningIn | null
  readonly signInFailure: SignInFailure | null
  readonly problem: SpotifyProblem | null
  /** The keychain or Spotify is being asked. */
  readonly checking: boolean
}

/** What may be mended is looked at again after this long, seldom where only a person can mend it. */
const soonMs = 15_000
const seldomMs = [soonMs, 60_000, 300_000] as const

const nothingKnown = {
  clientId: null,
  account: null,
  grant: null,
  signingIn: null,
  signInFailure: null,
  problem: null,
  checking: false,
} as const satisfies ConnectionState

/**
 * Whose Spotify this console uses: that of the DJ whose night is open, else of who is signed in. It is connected by the
 * DJ's own client id; the tokens are in the keychain only, the rest in `spotify_auth`.
 */
export function createSpotifyConnection({ database, door, spotifyTokens, clock, after, log }: Deps) {
  const inTurn = createTurns()
  const writing = createTurns()
  const listeners = new Set<() => void>()
  let userId: string | null = null
  let session: SpotifySession | null = null
  let api: SpotifyApi | null = null
  let state: ConnectionState = nothingKnown
  let callOff = () => {}
  /** The present problem stands in the way of commands alone. */
  let isOfCommands = false
  /** How often the present problem was looked at. */
  let looks = 0

  function set(change: Partial<ConnectionState>): void {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }

  function withRow<T>(dj: string, work: (row: ReturnType<typeof spotifyAuthIn>) => Promise<T>): Promise<T> {
    return database.withTenant({ role: 'dj', userId: dj }, (tx) => work(spotifyAuthIn(tx)))
  }

  /** Every call of everybody tells how Spotify is. */
  function seen(answer: SpotifyAnswer<unknown>, isCommand: boolean): void {
    const problem = answer.ok ? null : answer.problem
    if (problem !== null && !isOfTheConnection(problem)) return
    if (isDeepStrictEqual(problem, state.problem)) return
    // Who may read may not play for all that.
    if (problem === null && !isCommand && isOfCommands) return
    isOfCommands = isCommand && (problem?.kind === 'premium' || problem?.kind === 'scope')
    if (problem?.kind !== state.problem?.kind) looks = 0
    set({ problem })
    plan()
  }

  /** Looks again by itself, so that what has ended is not shown for ever. */
  function plan(): void {
    callOff()
    const { problem } = state
    if (problem === null) return
    const ms =
      problem.kind === 'rate-limited' ? Math.max(0, problem.until - clock()) : waitFor(problem, looks)
    if (ms === null) return
    callOff = after(ms, () => {
      looks += 1
      void look()
    })
  }

  async function look(): Promise<void> {
    const asked = api
    if (!asked || !state.grant?.connected) return
    if (state.account === null) await readAccount(asked)
    else await asked.account()
    plan()
  }

  async function readAccount(asked: SpotifyApi): Promise<void> {
    const answer = await asked.account()
    if (!answer.ok || asked !== api || userId === null) return
    const { id, name } = answer.value
    await note({ accountId: id, accountName: name })
    set({ account: name })
  }

  async function note(known: Parameters<ReturnType<typeof spotifyAuthIn>['note']>[1]): Promise<void> {
    const dj = userId
    if (dj === null) return
    await writing(() => withRow(dj, (row) => row.note(dj, known, clock()))).catch((error) =>
      log.warn('What is known of Spotify was not stored', { error }),
    )
  }

  /** The tokens became others: renewed, void or gone. */
  function granted(of: SpotifySession): void {
    if (of !== session) return
    const grant = of.grant()
    const { authorisedAt, endsAt, scopes } = grant
    set({ grant })
    if (grant.connected && authorisedAt !== null && endsAt !== null)
      void note({ authorisedAt, expiresAt: endsAt, scope: scopes.join(' ') })
  }

  async function open(dj: string, clientId: string): Promise<SpotifySession> {
    session?.close()
    // Told while it is being opened, too.
    let told: SpotifySession | null = null
    const opened = await door.open({ userId: dj, clientId, changed: () => told && granted(told) })
    told = opened
    session = opened
    // An answer that comes after another DJ has come says nothing of theirs.
    api = watchCalls(opened.api, (answer, isCommand) => opened === session && seen(answer, isCommand))
    set({ clientId, grant: opened.grant() })
    return opened
  }

  function leave(): void {
    callOff()
    state.signingIn?.cancel()
    session?.close()
    session = null
    api = null
    state = nothingKnown
  }

  async function begin(dj: string): Promise<void> {
    set({ checking: true })
    try {
      await spotifyTokens.takeOver(dj)
      const facts: SpotifyAccountFacts | null = await withRow(dj, (row) => row.facts(dj))
      set({ account: facts?.accountName ?? null })
      if (facts?.clientId) await open(dj, facts.clientId)
    } catch (error) {
      log.warn('Spotify was not opened; trying again', { error })
      callOff = after(soonMs, () => void inTurn(async () => dj === userId && begin(dj)))
    } finally {
      set({ checking: false })
    }
    void look().catch((error) => log.warn('Spotify was not asked', { error }))
  }

  async function signIn(dj: string, clientId: string): Promise<void> {
    const opened = session && state.clientId === clientId ? session : await open(dj, clientId)
    const { url, done: answered, cancel } = await opened.signIn()
    set({ signingIn: { url, cancel }, signInFailure: null })
    void answered.then((failure) =>
      inTurn(() => signedIn(opened, dj, clientId, failure)).catch((error) =>
        log.error('The sign-in at Spotify was not completed', { error }),
      ),
    )
  }

  async function signedIn(
    through: SpotifySession,
    dj: string,
    clientId: string,
    failure: SignInFailure | null,
  ): Promise<void> {
    if (through !== session) return
    set({ signingIn: null, signInFailure: failure, grant: through.grant() })
    if (failure !== null) return
    await note({ clientId, accountId: null, accountName: null })
    // What the sign-in before was refused for is no word about this one.
    await open(dj, clientId)
    set({ problem: null, account: null })
    isOfCommands = false
    granted(session ?? through)
    if (api) await readAccount(api)
  }

  return {
    state: () => state,
    /** Whose Spotify it is. */
    userId: (): string | null => userId,
    /** What Spotify can be asked by; `null` while nobody is connected. */
    api: () => (state.grant?.connected ? api : null),
    onChange(listener: () => void): () => void {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },

    /** Whose Spotify it is from now on. */
    follow: (dj: string | null): Promise<void> =>
      inTurn(async () => {
        if (dj === userId) return
        leave()
        userId = dj
        set({})
        if (dj !== null) await begin(dj)
      }),

    /** Opens the browser; resolves when it is open, the state tells the rest. */
    connect: (clientId: string): Promise<Result<null>> =>
      inTurn(async () => {
        const dj = userId
        if (dj === null) return refuse('signed-out')
        state.signingIn?.cancel()
        await signIn(dj, clientId)
        return done()
      }),

    cancel(): void {
      state.signingIn?.cancel()
    },

    /** Forgets tokens, account and client id. */
    disconnect: (): Promise<Result<null>> =>
      inTurn(async () => {
        const dj = userId
        if (dj === null) return refuse('signed-out')
        await session?.forget()
        leave()
        set({})
        await writing(() => withRow(dj, (row) => row.forget(dj)))
        return done()
      }),

    /** Looks now at what would be looked at later. */
    async retry(): Promise<void> {
      callOff()
      looks = 0
      isOfCommands = false
      await look()
    },

    close: leave,
  }
}

/** As against what one call met: a device that is gone, a song that is not there. */
function isOfTheConnection(problem: SpotifyProblem): boolean {
  switch (problem.kind) {
    case 'rate-limited':
      return problem.ours !== true
    case 'no-device':
    case 'device-refuses':
    case 'not-now':
    case 'not-found':
    case 'unclear':
    case 'slow':
      return false
    default:
      return true
  }
}

/** Milliseconds until it is worth a look; `null`: only the DJ can mend it. */
function waitFor({ kind }: SpotifyProblem, looks: number): number | null {
  switch (kind) {
    case 'offline':
    case 'broken':
      return soonMs
    case 'not-listed':
    case 'premium':
    case 'quota':
    case 'signed-out':
    case 'scope':
      return seldomMs[Math.min(looks, 2)] ?? soonMs
    default:
      return null
  }
}
