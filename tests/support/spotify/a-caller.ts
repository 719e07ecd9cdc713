import type { SpotifyDouble } from './double.ts'

export type Called = { readonly status: number; readonly body: unknown; readonly headers: Headers }

/** Calls the double's Web API with a token that has the usual scopes, as no careful client would: without any checks. */
export function aCaller(double: SpotifyDouble, token = double.accounts.signIn().accessToken) {
  return async (method: string, path: string, body?: unknown): Promise<Called> => {
    const response = await fetch(`${double.apiUrl}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: textOrJson(await response.text()), headers: response.headers }
  }
}

export function textOrJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** The kinds of problems noted so far. */
export function problemsOf(double: SpotifyDouble): readonly string[] {
  return double.calls.problems().map((problem) => problem.kind)
}
