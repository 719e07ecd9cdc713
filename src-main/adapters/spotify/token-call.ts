import { z } from 'zod'
import type { SpotifyAnswer } from '../../core/spotify/problem.ts'
import { readJson, readTokenAnswer } from '../../core/spotify/read-answer.ts'
import type { Clock } from '../../services/ports.ts'
import type { After } from '../../services/spotify/ports.ts'
import { send } from './http.ts'

const granted = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().positive(),
  refresh_token: z.string().min(1).nullish().catch(null),
  scope: z.string().nullish().catch(null),
})

export type Granted = {
  readonly accessToken: string
  /** `null`: the one that was sent stays good. */
  readonly refreshToken: string | null
  /** Epoch milliseconds. */
  readonly expiresAt: number
  /** `null`: as it was asked for. */
  readonly scope: string | null
}

type Parts = { readonly accountsUrl: string; readonly clock: Clock; readonly after: After }

/** Asks the token endpoint once. `signed-out`: the code or refresh token in `form` is over. */
export async function askForToken(
  { accountsUrl, clock, after }: Parts,
  form: Readonly<Record<string, string>>,
): Promise<SpotifyAnswer<Granted>> {
  const asked = clock()
  const headers = { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' }
  const body = new URLSearchParams(form).toString()
  const sent = await send(`${accountsUrl}/api/token`, { method: 'POST', headers, body }, after)
  if (!sent.ok) return sent
  const problem = readTokenAnswer(sent.value, clock())
  if (problem !== null) return { ok: false, problem }
  const json = readJson(sent.value)
  if (!json.ok) return json
  const parsed = granted.safeParse(json.value)
  if (!parsed.success) return { ok: false, problem: { kind: 'unclear', status: sent.value.status } }
  const { access_token, expires_in, refresh_token, scope } = parsed.data
  return {
    ok: true,
    value: {
      accessToken: access_token,
      refreshToken: refresh_token ?? null,
      expiresAt: asked + expires_in * 1000,
      scope: scope ?? null,
    },
  }
}
