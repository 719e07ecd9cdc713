import type { SpotifyAnswer, SpotifyProblem } from '../../core/spotify/problem.ts'
import type { Clock, Keychain, Log } from '../../services/ports.ts'
import type { After } from '../../services/spotify/ports.ts'
import { factsOf, readItem, type SignIn, type SignInFacts } from './sign-in-item.ts'
import { askForToken } from './token-call.ts'

/** An access token with less than this left is not begun with. */
const leastLeftMs = 60_000
const firstBackOffMs = 2_000
const longestBackOffMs = 60_000
/** A token that is refused right after it was given is refused for another reason than its age. */
const mostRefusals = 3
const refusalsWithinMs = 60_000

type Options = {
  readonly keychain: Keychain
  /** The name in the keychain. */
  readonly item: string
  readonly accountsUrl: string
  /** The present one of the settings, for a sign-in that does not say whose it is. */
  readonly clientId: () => string | null
  readonly clock: Clock
  readonly after: After
  readonly log: Log
  readonly changed: (facts: SignInFacts) => void
}

export type Tokens = ReturnType<typeof createTokens>

/**
 * The tokens of one sign-in. They stand in the keychain and in this closure, nowhere else; where there is no keychain
 * they last for this run. At most one refresh is under way, and a refresh token that was ended is never sent again.
 */
export function createTokens({ keychain, item, accountsUrl, clientId, clock, after, log, changed }: Options) {
  let kept: SignIn | null = null
  /** Goes up with each sign-in and sign-out: what was under way before is not of this one. */
  let generation = 0
  let forgotten = false
  let loading: Promise<void> | null = null
  let refreshing: Promise<SpotifyAnswer<string>> | null = null
  let writing: Promise<void> = Promise.resolve()
  let failures = 0
  let pause: { readonly until: number; readonly problem: SpotifyProblem } | null = null
  let refusals: readonly number[] = []
  let told = JSON.stringify(factsOf(null))

  function tell(): void {
    const facts = factsOf(kept)
    const text = JSON.stringify(facts)
    if (text === told) return
    told = text
    changed(facts)
  }

  async function read(): Promise<SignIn | null> {
    try {
      return readItem(await keychain.get(item))
    } catch {
      return null
    }
  }

  /** One write after the other, in the order in which things happened. */
  function write(next: SignIn | null): Promise<void> {
    writing = writing.then(async () => {
      try {
        await (next === null ? keychain.remove(item) : keychain.set(item, JSON.stringify(next)))
      } catch {
        log.warn('The Spotify sign-in lasts for this run only: no keychain took it')
      }
    })
    return writing
  }

  /** Reads the keychain unless the sign-in is known. */
  async function load(): Promise<SignInFacts> {
    if (kept === null && !forgotten) {
      const mine = generation
      loading ??= read()
        .then((found) => {
          if (mine === generation) kept = found
          tell()
        })
        .finally(() => {
          loading = null
        })
      await loading
    }
    return factsOf(kept)
  }

  async function access(): Promise<SpotifyAnswer<string>> {
    await load()
    if (kept?.accessToken && kept.expiresAt - clock() >= leastLeftMs) return yes(kept.accessToken)
    const fresh = await refresh()
    // Better the last minute of the old one than nothing, while only the refresh fails.
    if (!fresh.ok && kept?.accessToken && kept.expiresAt > clock()) return yes(kept.accessToken)
    return fresh
  }

  function refresh(): Promise<SpotifyAnswer<string>> {
    if (refreshing !== null) return refreshing
    const under = renew().finally(() => {
      if (refreshing === under) refreshing = null
    })
    refreshing = under
    return under
  }

  async function renew(): Promise<SpotifyAnswer<string>> {
    const before = kept
    const mine = generation
    if (before === null) return no({ kind: 'not-connected' })
    if (before.refreshToken === null) return end(before)
    const id = before.clientId ?? clientId()
    if (id === null) return no({ kind: 'not-connected' })
    if (pause !== null && clock() < pause.until) return no(pause.problem)
    const form = { grant_type: 'refresh_token', refresh_token: before.refreshToken, client_id: id }
    const granted = await askForToken({ accountsUrl, clock, after }, form)
    if (mine !== generation) return present()
    if (granted.ok) {
      const { accessToken, expiresAt } = granted.value
      const next = {
        ...before,
        accessToken,
        expiresAt,
        refreshToken: granted.value.refreshToken ?? before.refreshToken,
        scope: granted.value.scope ?? before.scope,
        clientId: id,
      }
      // Stored before anybody has it: Spotify may have ended the old one by now.
      await write(next)
      if (mine !== generation) return present()
      kept = next
      failures = 0
      pause = null
      tell()
      return yes(accessToken)
    }
    if (granted.problem.kind !== 'signed-out') return backOff(granted.problem)
    // Another process on this machine may have refreshed in between; its token is a new one.
    const other = await read()
    if (mine !== generation) return present()
    if (!other?.refreshToken || other.refreshToken === before.refreshToken) return end(before)
    kept = other
    return other.accessToken !== null && other.expiresAt > clock() ? yes(other.accessToken) : renew()
  }

  /** What is left by somebody who signed in anew, or out, meanwhile. */
  function present(): SpotifyAnswer<string> {
    return kept?.accessToken ? yes(kept.accessToken) : no({ kind: 'not-connected' })
  }

  async function end(before: SignIn): Promise<SpotifyAnswer<string>> {
    if (factsOf(before).connected) {
      log.warn('The Spotify sign-in is over')
      kept = { ...before, accessToken: null, refreshToken: null }
      tell()
      await write(kept)
    }
    return no({ kind: 'signed-out' })
  }

  function backOff(problem: SpotifyProblem): SpotifyAnswer<string> {
    const wait = Math.min(firstBackOffMs * 2 ** failures, longestBackOffMs)
    failures += 1
    pause = { problem, until: problem.kind === 'rate-limited' ? problem.until : clock() + wait }
    log.warn('The Spotify sign-in could not be refreshed for now', { problem: problem.kind })
    return no(problem)
  }

  function replace(next: SignIn | null): Promise<void> {
    generation += 1
    kept = next
    forgotten = next === null
    refreshing = null
    failures = 0
    pause = null
    refusals = []
    tell()
    return write(next)
  }

  return {
    load,
    /** A token with a minute left at least, where Spotify can be asked for one; never to be kept. */
    access,

    /** After a 401: another token than this one, refreshed once for all who got it. */
    async refused(token: string): Promise<SpotifyAnswer<string>> {
      if (kept?.accessToken !== token) return access()
      if (kept.expiresAt > 0) {
        const now = clock()
        refusals = refusals.filter((at) => at > now - refusalsWithinMs && at <= now)
        if (refusals.length >= mostRefusals) return no({ kind: 'signed-out' })
        refusals = [...refusals, now]
        kept = { ...kept, expiresAt: 0 }
      }
      return refresh()
    },

    /** After a sign-in. Resolves when the keychain has it. */
    put: (tokens: SignIn): Promise<void> => replace(tokens),
    /** Removes all of it, here and from the keychain. */
    forget: (): Promise<void> => replace(null),
    facts: (): SignInFacts => factsOf(kept),
  }
}

function yes(token: string): SpotifyAnswer<string> {
  return { ok: true, value: token }
}

function no(problem: SpotifyProblem): SpotifyAnswer<string> {
  return { ok: false, problem }
}
