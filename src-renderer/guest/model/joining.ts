import type { Call } from './api.ts'
import type { Device } from './device.ts'
import { type Guest, loose, readGuest, text } from './read.ts'
import type { Store } from './state.ts'
import { cleanCode, noAnswer } from './words.ts'

type Ties = Pick<Device, 'local' | 'later'> & {
  readonly call: Call
  readonly store: Store
  readonly onJoined: (guest: Guest, token: string) => void
  /** Asks the laptop again how things stand. */
  readonly look: () => Promise<unknown>
}

export const nicknameKey = 'cueline.nickname'
export const secretKey = 'cueline.secret'

const notCurrent = 'That link is not current any more. Type the code from the display.'

/** The way in: by the code from the display, or by what the join link brought. */
export function createJoining({ local, later, call, store: { get, patch }, onJoined, look }: Ties) {
  function countDown(joinWait: number) {
    patch({ joinWait })
    if (joinWait > 0) later(1000, () => countDown(joinWait - 1))
  }

  return {
    typeCode(typed: string) {
      patch({ code: cleanCode(typed, get().needsCode) })
    },
    async join(nickname: string): Promise<void> {
      const { joining, joinWait, code, secret } = get()
      if (joining || joinWait > 0) return
      local.set(nicknameKey, nickname)
      patch({ joining: true, joinWords: '', nickname })
      const proof = secret ? { token: secret } : { pin: code }
      const outcome = await call('POST', '/api/guests', { ...proof, nickname })
      patch({ joining: false })
      const answer = loose(outcome.kind === 'done' ? outcome.body : null)
      const guest = readGuest(answer.guest)
      const token = text(answer.token)
      if (guest && token) return onJoined(guest, token)
      if (outcome.kind !== 'refused') {
        patch({ joinWords: noAnswer })
        // Perhaps only the answer was lost: then the cookie that came with it tells who this is.
        await look()
        return
      }
      patch({ joinWords: outcome.words, code: '' })
      if (outcome.code === 'code-required') patch({ needsCode: true })
      if (outcome.code === 'event-offline') await look()
      if (outcome.code === 'wrong-pin' && secret) {
        local.remove(secretKey)
        patch({ secret: '', joinWords: notCurrent })
      }
      countDown(Math.ceil(outcome.seconds))
    },
  }
}
