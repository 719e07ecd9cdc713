/** What the double answers: JSON, a text, bytes, or nothing. */
export type Answer = {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly json?: unknown
  readonly text?: string
  readonly bytes?: Uint8Array
}

export type Incoming = {
  readonly method: string
  /** With the path as sent, `/v1` included. */
  readonly url: URL
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: string
  /** Whether the client has given up waiting. */
  readonly isGone: () => boolean
}

/** An error as the Web API says it. */
export function apiError(status: number, message: string, reason: string | null = null): Answer {
  return { status, json: { error: { status, message, ...(reason === null ? {} : { reason }) } } }
}

/** An error as the token endpoint says it. */
export function tokenError(error: string, description: string): Answer {
  return { status: 400, json: { error, error_description: description } }
}
