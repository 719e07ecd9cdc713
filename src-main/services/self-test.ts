import { type PhoneFamily, phoneFamily } from '../core/phone-family.ts'
import { diagnoseSelfTest, type SelfTestFacts } from '../core/self-test.ts'
import type { RandomToken } from './ports.ts'

type Deps = {
  readonly randomToken: RandomToken
  /** What is known of the network right now. */
  readonly facts: () => Omit<SelfTestFacts, 'wrongHost' | 'othersArrive'>
  readonly url: () => string | null
  readonly touch: () => void
}

type Phone = { readonly phone: PhoneFamily; readonly roundTripMs: number | null }

type Test = {
  readonly token: string
  readonly phones: Map<string, Phone>
  wrongHost: string | null
  othersArrive: boolean
  late: boolean
  reports: number
  readonly timers: readonly NodeJS.Timeout[]
}

export type SelfTest = ReturnType<typeof createSelfTest>

/** After this long without a phone the DJ is told what to try. */
export const patienceMs = 20_000
/** A console that was closed without a word must not leave the route open. */
const longestMs = 10 * 60_000
const mostPhones = 5
const mostReports = 200
const tokenBytes = 16
const longestHost = 60

/** "Scan this with your phone: we saw it arrive." One test at a time, each with its own token. */
export function createSelfTest({ randomToken, facts, url, touch }: Deps) {
  let test: Test | null = null

  function stop(): void {
    for (const timer of test?.timers ?? []) clearTimeout(timer)
    test = null
    touch()
  }

  function start(): void {
    stop()
    const started: Test = {
      token: randomToken(tokenBytes),
      phones: new Map(),
      wrongHost: null,
      othersArrive: false,
      late: false,
      reports: 0,
      timers: [setTimeout(tooLate, patienceMs), setTimeout(stop, longestMs)],
    }
    for (const timer of started.timers) timer.unref()
    test = started
    touch()
  }

  function tooLate(): void {
    if (test) test.late = true
    touch()
  }

  /** The newest first, a phone once. */
  function remember({ phones }: Test, device: string, phone: Phone): void {
    phones.delete(device)
    phones.set(device, phone)
    const [oldest] = phones.keys()
    if (phones.size > mostPhones && oldest !== undefined) phones.delete(oldest)
    touch()
  }

  return {
    start,
    stop,

    /** A phone opened the page of this token; `false`: no such test (any more). */
    arrived(token: string, device: string, userAgent: string | undefined): boolean {
      if (test?.token !== token) return false
      const roundTripMs = test.phones.get(device)?.roundTripMs ?? null
      remember(test, device, { phone: phoneFamily(userAgent), roundTripMs })
      return true
    },

    /** The phone's own measurement; `null` is a call that it measures by. */
    measured(token: string, device: string, roundTripMs: number | null): 'ok' | 'over' | 'too-many' {
      if (test?.token !== token) return 'over'
      test.reports += 1
      if (test.reports > mostReports) return 'too-many'
      const phone = test.phones.get(device)
      if (phone && roundTripMs !== null) remember(test, device, { ...phone, roundTripMs })
      return 'ok'
    },

    /** Something arrived by a name that isn't ours. */
    strayed(host: string): void {
      if (!test || test.phones.size > 0) return
      const shown = host.replace(/[^\x21-\x7e]/g, '').slice(0, longestHost)
      if (shown === '' || shown === test.wrongHost) return
      test.wrongHost = shown
      touch()
    },

    /** Another call came from the network. */
    others(): void {
      if (test) test.othersArrive = true
    },

    view() {
      if (!test) return null
      const { token, phones, wrongHost, othersArrive, late } = test
      const known = facts()
      const at = url()
      // What is plain at once need not be waited for.
      const hopeless = known.door !== 'open' || known.address === null || wrongHost !== null
      const silent = phones.size === 0 && (late || hopeless)
      return {
        url: at && `${at}/self-test/${token}`,
        seen: [...phones.values()].reverse(),
        diagnosis: silent ? diagnoseSelfTest({ ...known, wrongHost, othersArrive }) : null,
      }
    },
  }
}
