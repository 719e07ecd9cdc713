import { randomBytes } from 'node:crypto'
import { jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import type { Keychain, SessionClaims, SessionTokens } from '../services/ports.ts'

/** The one algorithm; a token that names another is refused before its signature is looked at. */
const algorithm = 'HS256'
const issuer = 'cueline'
const audience = 'cueline-console'
const keyItem = 'jwt-key'
const keyBytes = 32

const payload = z.object({ sub: z.uuid(), sid: z.string().min(1), exp: z.number() })

/** JWTs signed with a key that lies in this machine's keychain; it is made when it is missing. */
export function createSessionTokens(keychain: Keychain): SessionTokens {
  let known: Promise<Uint8Array> | undefined

  function key(): Promise<Uint8Array> {
    known ??= readKey().catch((error) => {
      known = undefined
      throw error
    })
    return known
  }

  async function readKey(): Promise<Uint8Array> {
    const stored = Buffer.from((await keychain.get(keyItem)) ?? '', 'base64url')
    if (stored.length === keyBytes) return stored
    const made = randomBytes(keyBytes)
    await keychain.set(keyItem, made.toString('base64url'))
    return made
  }

  return {
    async issue({ userId, sid, expiresAt }, now) {
      return new SignJWT({ sid })
        .setProtectedHeader({ alg: algorithm, typ: 'JWT' })
        .setSubject(userId)
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt(seconds(now))
        .setExpirationTime(seconds(expiresAt))
        .sign(await key())
    },

    async read(token, now): Promise<SessionClaims | null> {
      const signingKey = await key()
      try {
        const verified = await jwtVerify(token, signingKey, {
          algorithms: [algorithm],
          issuer,
          audience,
          typ: 'JWT',
          requiredClaims: ['sub', 'sid', 'iat', 'exp'],
          currentDate: new Date(now),
        })
        const { sub, sid, exp } = payload.parse(verified.payload)
        return { userId: sub, sid, expiresAt: exp * 1_000 }
      } catch {
        return null
      }
    },
  }
}

function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1_000)
}
