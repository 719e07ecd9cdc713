import { describe, expect, it, test } from 'vitest'
import { endOfSession, type SessionEnd, wordsForEnd } from './session-end.ts'
import type { User } from './user.ts'

const anna: User = {
  id: 'anna',
  username: 'anna',
  email: null,
  emailVerified: false,
  role: 'user',
  claimed: true,
  activeSession: 'here',
  activeSessionName: 'Booth laptop',
  activeSessionCreatedAt: 1,
  disabledAt: null,
  createdAt: 0,
}

test.each<[string, User | undefined, SessionEnd | null]>([
  ['goes on', anna, null],
  [
    'is elsewhere now',
    { ...anna, activeSession: 'there', activeSessionName: 'Studio' },
    { reason: 'elsewhere', computer: 'Studio' },
  ],
  ['was ended', { ...anna, activeSession: null, activeSessionName: null }, { reason: 'ended' }],
  ['is of a closed account', { ...anna, disabledAt: 5 }, { reason: 'disabled' }],
  [
    'is of a closed account, whose session was ended with it',
    { ...anna, activeSession: null, disabledAt: 5 },
    { reason: 'disabled' },
  ],
  ['is of no account', undefined, { reason: 'ended' }],
])('the session %s', (_, user, end) => expect(endOfSession(user, 'here')).toEqual(end))

describe('the words', () => {
  it('name the other computer and promise the night', () => {
    const words = wordsForEnd({ reason: 'elsewhere', computer: 'Studio' })
    expect(words).toContain('“Studio”')
    expect(words).toContain('The night goes on')
    expect(wordsForEnd({ reason: 'elsewhere', computer: null })).toContain('another computer')
  })

  it('differ for each reason', () => {
    const reasons = ['disabled', 'ended', 'expired'] as const
    expect(new Set(reasons.map((reason) => wordsForEnd({ reason }))).size).toBe(3)
  })
})
