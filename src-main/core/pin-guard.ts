/**
 * PIN guessing: step up, never lock out. A device that fails often waits; a PIN that was guessed at too often
 * gives way to a longer code. Nothing here ever refuses somebody because of what others behind the same address did.
 */
export type PinGuard = {
  /** The PIN value that the budget belongs to; a new PIN starts anew. */
  readonly pin: string
  /** Wrong PINs so far, refunds taken off. */
  readonly failures: number
  /** The budget was used up once: from then on this PIN value lets nobody in. */
  readonly spent: boolean
  /** Who failed lately; the latest last. */
  readonly devices: readonly FailingDevice[]
}

type FailingDevice = {
  readonly device: string
  readonly failures: number
  /** How many of them were taken from the PIN's budget. */
  readonly charged: number
  /** Epoch milliseconds. */
  readonly lastAt: number
  readonly waitUntil: number
}

export type Attempt = {
  readonly device: string
  /** Epoch milliseconds. */
  readonly now: number
  /** What was typed: the four digits, or the step-up code. */
  readonly kind: 'pin' | 'code'
  /** Whether it is the right one. Not looked at while the device waits or the PIN's budget is spent. */
  readonly right: boolean
}

export type Verdict =
  | { readonly verdict: 'welcome' | 'wrong' | 'code-required' }
  /** `retryAfter` in whole seconds, at least 1. */
  | { readonly verdict: 'wait'; readonly retryAfter: number }

/** NIST 800-63B's cap: 100 of 10,000 values, a chance of one in a hundred. */
const pinBudget = 100
/** What a door gets of it at a time, so that several doors of one night don't spend the same part. */
const grant = 10
const freeFailures = 3
const firstWaitMs = 5_000
const longestWaitMs = 60_000
const mostRefunds = 2
const forgetAfterMs = 60 * 60_000
/** Bounds memory; who falls out loses a wait and a refund, nothing else. */
const mostDevices = 1_000
/** More than a full room of honest people mistypes without getting in afterwards. */
const suspicious = 25

const addressPrefix = 'address:'

/** How a device without a cookie is named: all those behind one address share the wait, and get no refunds. */
export function deviceOfAddress(address: string): string {
  return addressPrefix + address
}

/** Whether that is a device without a cookie. */
export function isAddress(device: string): boolean {
  return device.startsWith(addressPrefix)
}

export function newPinGuard(pin: string): PinGuard {
  return { pin, failures: 0, spent: false, devices: [] }
}

/** The guard to go on with: the stored one, unless the PIN has changed since. */
export function guardOfPin(stored: PinGuard | null, pin: string): PinGuard {
  return stored?.pin === pin ? stored : newPinGuard(pin)
}

/** How many failures a door may take without asking again, when so many are taken by all. */
export function grantOf(failures: number): number {
  return Math.max(0, Math.min(grant, Math.ceil((pinBudget - failures) / 2)))
}

/** The same guard once it is known what all doors of the night have seen. */
export function withFailures(guard: PinGuard, failures: number, spent: boolean): PinGuard {
  return { ...guard, failures, spent: guard.spent || spent || failures >= pinBudget }
}

/** Judges one attempt to join by PIN or code; keep the returned guard. The join link never comes here. */
export function judgeAttempt(guard: PinGuard, attempt: Attempt): { readonly guard: PinGuard } & Verdict {
  const known = guard.devices.find(({ device }) => device === attempt.device)
  const waits = known !== undefined && attempt.now < known.waitUntil
  // An address may be three hundred people: the right PIN opens for each of them, and each wrong one counts.
  if (waits && !isAddress(attempt.device)) {
    // A clock that was set back must not make anybody wait for hours.
    const waitMs = Math.min(known.waitUntil - attempt.now, longestWaitMs)
    return { guard, verdict: 'wait', retryAfter: Math.ceil(waitMs / 1000) }
  }
  if (attempt.kind === 'pin' && guard.spent) return { guard, verdict: 'code-required' }
  if (attempt.right) return { guard: forgive(guard, attempt.device), verdict: 'welcome' }
  const remembered = remember(guard, attempt, known)
  if (waits) return { guard: remembered, verdict: 'wait', retryAfter: Math.ceil(firstWaitMs / 1000) }
  return { guard: remembered, verdict: 'wrong' }
}

/** Gives back what a device that got in had mistyped, at most two; also for one that then scanned the QR code. */
export function forgive(guard: PinGuard, device: string): PinGuard {
  const known = guard.devices.find((entry) => entry.device === device)
  // An address may be three hundred people: one getting in says nothing about the others, and keeps their wait.
  if (known === undefined || isAddress(device)) return guard
  return {
    ...guard,
    failures: guard.failures - Math.min(mostRefunds, known.charged),
    devices: guard.devices.filter((entry) => entry !== known),
  }
}

/** Whether to tell the DJ that someone is guessing the PIN. */
export function isBeingGuessed(guard: PinGuard): boolean {
  return guard.spent || guard.failures >= suspicious
}

/** Whether joining by hand takes the eight-character code instead of the PIN. */
export function needsCode(guard: PinGuard): boolean {
  return guard.spent
}

function remember(guard: PinGuard, attempt: Attempt, known: FailingDevice | undefined): PinGuard {
  const recent = known !== undefined && attempt.now - known.lastAt < forgetAfterMs ? known : undefined
  const failures = (recent?.failures ?? 0) + 1
  const charge = attempt.kind === 'pin' ? 1 : 0
  const spentNow = guard.failures + charge
  const entry: FailingDevice = {
    device: attempt.device,
    failures,
    charged: (recent?.charged ?? 0) + charge,
    lastAt: attempt.now,
    waitUntil: attempt.now + waitAfter(failures),
  }
  const others = guard.devices.filter(
    ({ device, lastAt }) => device !== attempt.device && attempt.now - lastAt < forgetAfterMs,
  )
  return {
    ...guard,
    failures: spentNow,
    spent: guard.spent || spentNow >= pinBudget,
    devices: [...others, entry].slice(-mostDevices),
  }
}

/** 0 for the first two failures, then 5, 10, 20, 40 and at most 60 seconds. */
function waitAfter(failures: number): number {
  if (failures < freeFailures) return 0
  return Math.min(firstWaitMs * 2 ** (failures - freeFailures), longestWaitMs)
}
