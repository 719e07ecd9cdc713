import { longestWaitMs } from '../../core/spotify/read-answer.ts'
import type { Clock, Keychain, Log } from '../../services/ports.ts'
import type { After, SignInFailure, SpotifyDoor, SpotifyGrant } from '../../services/spotify/ports.ts'
import { createSpotifyApi } from './api.ts'
import { createCallQueue, type Rest } from './call-queue.ts'
import { exchangeCode } from './exchange-code.ts'
import { type SignInEnd, startSignIn } from './sign-in.ts'
import { createTokens, type Tokens } from './tokens.ts'

type Options = {
  readonly apiUrl: string
  readonly accountsUrl: string
  readonly keychain: Keychain
  /** `undefined` where nobody sits before a browser. */
  readonly openOutside: ((url: string) => Promise<void>) | undefined
  readonly clock: Clock
  readonly after: After
  readonly log: Log
  /** Keeps what Spotify asked for over a restart; left out, it is for this run alone. */
  readonly rests?: RestMemory
}

/** A client id is what Spotify counts calls by, and wants to be left alone by. */
type RestOfClient = Rest & { readonly clientId: string }

type RestMemory = {
  read(): Promise<RestOfClient | null>
  write(rest: RestOfClient): Promise<void>
}

/** Spotify as it is reached from this machine, for one DJ after the other. */
export function createSpotifyDoor(options: Options): SpotifyDoor {
  const { accountsUrl, keychain, openOutside, clock, after, log, rests } = options
  const openBrowser = openOutside ?? (() => Promise.reject(new Error('no browser here')))

  /** `isOver`: nobody wants its tokens any more. */
  async function complete(
    tokens: Tokens,
    clientId: string,
    ended: Promise<SignInEnd>,
    isOver: () => boolean,
  ): Promise<SignInFailure | null> {
    const end = await ended
    if (!end.ok) return end.why === 'wrong-state' ? 'timeout' : end.why
    const granted = await exchangeCode({ ...end, accountsUrl, clientId, clock, after })
    if (isOver()) return 'cancelled'
    if (granted.ok) {
      await tokens.put(granted.value)
      return null
    }
    const { kind } = granted.problem
    return kind === 'signed-out' || kind === 'unclear' ? 'refused' : 'unreachable'
  }

  /** One that is further away than Spotify may ask for is of a clock that was wrong. */
  async function restOf(clientId: string): Promise<Rest | null> {
    const rest = await rests?.read().catch(() => null)
    return rest?.clientId === clientId && rest.until <= clock() + longestWaitMs ? rest : null
  }

  function keepRest(rest: RestOfClient): void {
    void rests?.write(rest).catch((error) => log.warn('What Spotify asked for was not stored', { error }))
  }

  return {
    async open({ userId, clientId, changed }) {
      // The item that the sign-in of the earlier app was moved to.
      const item = `spotify:${userId}`
      const tokens = createTokens({
        ...{ keychain, item, accountsUrl, clock, after, log, changed },
        clientId: () => clientId,
      })
      await tokens.load()
      const rest = await restOf(clientId)
      const onRest = (next: Rest) => keepRest({ ...next, clientId })
      const queue = createCallQueue({ clock, after, rest, onRest })
      let forgets = 0
      return {
        api: createSpotifyApi({ ...options, tokens, queue }),
        grant: () => grantOf(tokens),
        async signIn() {
          const { url, done, cancel } = await startSignIn({ accountsUrl, clientId, openBrowser, after })
          const before = forgets
          let isCancelled = false
          const isOver = () => isCancelled || forgets !== before
          return {
            url,
            done: complete(tokens, clientId, done, isOver),
            cancel() {
              isCancelled = true
              cancel()
            },
          }
        },
        forget() {
          forgets += 1
          return tokens.forget()
        },
        close: queue.close,
      }
    },
  }
}

function grantOf(tokens: Tokens): SpotifyGrant {
  const { scope, ...facts } = tokens.facts()
  return { ...facts, scopes: scope }
}
