import type { SpotifyAnswer } from '../../core/spotify/problem.ts'
import { spotifyScopes } from '../../core/spotify/sign-in.ts'
import type { Clock } from '../../services/ports.ts'
import type { After } from '../../services/spotify/ports.ts'
import type { SignIn } from './sign-in-item.ts'
import { askForToken } from './token-call.ts'

type Options = {
  readonly accountsUrl: string
  readonly clientId: string
  readonly code: string
  readonly verifier: string
  readonly redirectUri: string
  readonly clock: Clock
  readonly after: After
}

/** Turns the code of a sign-in into tokens, once. `signed-out`: the code was used or is too old. */
export async function exchangeCode(options: Options): Promise<SpotifyAnswer<SignIn>> {
  const { clientId, code, verifier, redirectUri, clock } = options
  const authorisedAt = clock()
  const granted = await askForToken(options, {
    grant_type: 'authorization_code',
    client_id: clientId,
    code,
    redirect_uri: redirectUri,
    code_verifier: verifier,
  })
  if (!granted.ok) return granted
  const scope = granted.value.scope ?? spotifyScopes.join(' ')
  return { ok: true, value: { ...granted.value, scope, authorisedAt, clientId } }
}
