import { SignJWT } from 'jose'
import { beforeEach, expect, test } from 'vitest'
import type { Keychain } from '../services/ports.ts'
import { quiet } from '../testing/a-console.ts'
import { createKeychain } from './keychain.ts'
import { createSessionTokens } from './session-tokens.ts'

const now = Date.parse('2026-06-05T20:00:00Z')
const day = 86_400_000
const claims = {
  userId: '5d1f5a3c-1e64-4a0b-8d40-1d0d5a6f7e21',
  sid: 'a-session',
  expiresAt: now + 30 * day,
}

let keychain: Keychain
let tokens: ReturnType<typeof createSessionTokens>

beforeEach(() => {
  keychain = createKeychain({ service: 'Cueline', memory: true, log: quiet })
  tokens = createSessionTokens(keychain)
})

async function storedKey(): Promise<Buffer> {
  return Buffer.from((await keychain.get('jwt-key')) ?? '', 'base64url')
}

/** A token like ours but for what a test changes about it. */
async function forged({
  header = { alg: 'HS256', typ: 'JWT' },
  issuer = 'cueline',
  audience = 'cueline-console',
  subject = claims.userId,
  key,
}: {
  header?: { alg: string; typ?: string }
  issuer?: string
  audience?: string
  subject?: string
  key?: Uint8Array
} = {}): Promise<string> {
  return new SignJWT({ sid: claims.sid })
    .setProtectedHeader(header)
    .setSubject(subject)
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt(now / 1_000)
    .setExpirationTime(claims.expiresAt / 1_000)
    .sign(key ?? (await storedKey()))
}

test('a token is read back for thirty days, also after a restart', async () => {
  const token = await tokens.issue(claims, now)
  expect(await tokens.read(token, now)).toEqual(claims)
  expect(await createSessionTokens(keychain).read(token, now + 30 * day - 1_000)).toEqual(claims)
  expect(await tokens.read(token, now + 30 * day + 1_000)).toBeNull()
})

test('the key is 256 random bits, made once', async () => {
  await Promise.all([tokens.issue(claims, now), tokens.issue(claims, now)])
  const key = await storedKey()
  expect(key).toHaveLength(32)
  await createSessionTokens(keychain).issue(claims, now)
  expect(await storedKey()).toEqual(key)
})

test('a token of another machine opens nothing here', async () => {
  const elsewhere = createSessionTokens(createKeychain({ service: 'Cueline', memory: true, log: quiet }))
  expect(await tokens.read(await elsewhere.issue(claims, now), now)).toBeNull()
})

test('only what we sign in our one way is believed', async () => {
  await tokens.issue(claims, now)
  expect(await tokens.read(await forged(), now)).toEqual(claims)
  const unsigned = [
    { alg: 'none', typ: 'JWT' },
    { ...claims, sub: claims.userId, exp: now },
  ]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
  const others = {
    'without a signature': `${unsigned}.`,
    'with another algorithm': await forged({ header: { alg: 'HS512', typ: 'JWT' } }),
    'of another issuer': await forged({ issuer: 'eve' }),
    'for somebody else': await forged({ audience: 'guests' }),
    'of no account': await forged({ subject: 'anna' }),
    'of another kind': await forged({ header: { alg: 'HS256' } }),
    'no token at all': 'anything',
    empty: '',
  }
  for (const [name, token] of Object.entries(others)) expect(await tokens.read(token, now), name).toBeNull()
})

test('what lies in the keychain but is no key of ours is replaced', async () => {
  await keychain.set('jwt-key', 'anna’s birthday')
  expect(await tokens.read(await tokens.issue(claims, now), now)).toEqual(claims)
  expect(await storedKey()).toHaveLength(32)
})
