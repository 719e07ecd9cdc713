/** The venue's wifi, as its guests join it. WPA stands for WPA, WPA2 and WPA3 alike. */
export const wifiSecurities = ['wpa', 'wep', 'open'] as const
export type WifiSecurity = (typeof wifiSecurities)[number]

export type Wifi = {
  readonly name: string
  readonly security: WifiSecurity
  /** Empty in an open network. */
  readonly password: string
  /** The network doesn't tell its name. */
  readonly hidden: boolean
}

const typeOf: Readonly<Record<WifiSecurity, string>> = { wpa: 'WPA', wep: 'WEP', open: 'nopass' }

/** What the QR code holds so that a phone joins by scanning it: `WIFI:T:WPA;S:…;P:…;;`. */
export function wifiCode({ name, security, password, hidden }: Wifi): string {
  const secret = security === 'open' ? '' : `P:${masked(password)};`
  return `WIFI:T:${typeOf[security]};S:${masked(name)};${secret}${hidden ? 'H:true;' : ''};`
}

function masked(text: string): string {
  return text.replace(/[\\;,":]/g, '\\$&')
}

export type WifiProblem = 'name' | 'wpa-password' | 'wep-password'

const longestName = 32

/** What no access point would take; `null` when all is well. */
export function wifiProblem({ name, security, password }: Wifi): WifiProblem | null {
  const bytes = utf8Length(name)
  if (bytes < 1 || bytes > longestName) return 'name'
  if (security === 'wpa') return /^([ -~]{8,63}|[0-9a-f]{64})$/i.test(password) ? null : 'wpa-password'
  if (security === 'wep') return isWepKey(password) ? null : 'wep-password'
  return null
}

function isWepKey(password: string): boolean {
  return /^([ -~]{5}|[ -~]{13}|[0-9a-f]{10}|[0-9a-f]{26})$/i.test(password)
}

function utf8Length(text: string): number {
  let bytes = 0
  for (const letter of text) {
    const point = letter.codePointAt(0) ?? 0
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
  }
  return bytes
}
