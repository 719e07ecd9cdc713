import type { Clock, Keychain, Log } from '../../services/ports.ts'
import type { After, SignInFailure, SpotifyDoor, SpotifyGrant } from '../../services/spotify/ports.ts'
import { createSpotifyApi } from './api.ts'
import { createCallQueue } from './call-queue.ts'
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
}

/** Spotify as it is reached from this machine, for one DJ after the other. */
export function createSpotifyDoor(options: Options): SpotifyDoor {
  const { accountsUrl, keychain, openOutside, clock, after, log } = options
  const openBrowser = openOutside ?? (() => Promise.reject(new Error('no browser here')))

  async function complete(
    tokens: Tokens,
    clientId: string,
    ended: Promise<SignInEnd>,
  ): Promise<SignInFailure | null> {
    const end = await ended
    if (!end.ok) return end.why === 'wrong-state' ? 'timeout' : end.why
    const granted = await exchangeCode({ ...end, accountsUrl, clientId, clock, after })
    if (granted.ok) {
      await tokens.put(granted.value)
      return null
    }
    const { kind } = granted.problem
    return kind === 'signed-out' || kind === 'unclear' ? 'refused' : 'unreachable'
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
      const queue = createCallQueue({ clock, after })
      return {
        api: createSpotifyApi({ ...options, tokens, queue }),
        grant: () => grantOf(tokens),
        async signIn() {
          const { url, done, cancel } = await startSignIn({ accountsUrl, clientId, openBrowser, after })
          return { url, cancel, done: complete(tokens, clientId, done) }
        },
        forget: tokens.forget,
        close: queue.close,
      }
    },
  }
}

function grantOf(tokens: Tokens): SpotifyGrant {
  const { scope, ...facts } = tokens.facts()
  return { ...facts, scopes: scope }
}
