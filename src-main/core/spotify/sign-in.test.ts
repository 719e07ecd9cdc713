import { describe, expect, it } from 'vitest'
import { authoriseUrl, endsAt, isEndingSoon, readCallback, spotifyScopes } from './sign-in.ts'

const day = 24 * 60 * 60_000

describe('authoriseUrl', () => {
  it('asks for a code with PKCE, with every scope and the state, and nothing secret', () => {
    const url = new URL(
      authoriseUrl({
        accountsUrl: 'https://accounts.spotify.com',
        clientId: 'abc123',
        redirectUri: 'http://127.0.0.1:41234/callback',
        state: 'a-state',
        challenge: 'a-challenge',
      }),
    )
    expect(url.origin + url.pathname).toBe('https://accounts.spotify.com/authorize')
    expect(Object.fromEntries(url.searchParams)).toEqual({
      response_type: 'code',
      client_id: 'abc123',
      scope: spotifyScopes.join(' '),
      redirect_uri: 'http://127.0.0.1:41234/callback',
      state: 'a-state',
      code_challenge_method: 'S256',
      code_challenge: 'a-challenge',
    })
  })
})

describe('the end of a sign-in', () => {
  it('comes six months after it was given', () => {
    expect(new Date(endsAt(Date.UTC(2026, 4, 12, 21, 30))).toISOString()).toBe('2026-11-12T21:30:00.000Z')
    expect(new Date(endsAt(Date.UTC(2026, 10, 27))).toISOString()).toBe('2027-05-27T00:00:00.000Z')
  })

  it('is the last day of a month that is shorter', () => {
    expect(new Date(endsAt(Date.UTC(2026, 7, 31, 12))).toISOString()).toBe('2027-02-28T12:00:00.000Z')
  })

  it('is told a week ahead', () => {
    const given = Date.UTC(2026, 4, 12)
    expect(isEndingSoon(given, endsAt(given) - 7 * day - 1)).toBe(false)
    expect(isEndingSoon(given, endsAt(given) - 7 * day)).toBe(true)
    expect(isEndingSoon(given, endsAt(given) + day)).toBe(true)
  })
})

describe('readCallback', () => {
  it('reads the code', () => {
    expect(readCallback('code=AQ%2Bx-y_z&state=s%2F1', 's/1')).toEqual({ kind: 'code', code: 'AQ+x-y_z' })
  })

  it('tells a no from other refusals', () => {
    expect(readCallback('error=access_denied&state=s', 's')).toEqual({ kind: 'denied' })
    expect(readCallback('error=server_error&state=s', 's')).toEqual({ kind: 'refused' })
    expect(readCallback('state=s', 's')).toEqual({ kind: 'refused' })
    expect(readCallback('code=&state=s', 's')).toEqual({ kind: 'refused' })
    expect(readCallback('code=a&code=b&state=s', 's')).toEqual({ kind: 'refused' })
  })

  it.each([
    '',
    'code=a',
    'code=a&state=t',
    'code=a&state=',
    'code=a&state=s&state=t',
    'error=access_denied',
    'code=a&state=%E0',
  ])('believes nothing without its state: %s', (query) => {
    expect(readCallback(query, 's')).toEqual({ kind: 'wrong-state' })
  })
})
