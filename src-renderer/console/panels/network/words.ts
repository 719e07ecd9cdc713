import type { LanView } from '../../../../src-main/contract/lan-view.ts'

export type Address = LanView['addresses'][number]

/** What an adapter is to a person; its own name stands beside it. */
export const kindWords: Readonly<Record<Address['kind'], string>> = {
  wireless: 'Wifi',
  wired: 'Cable',
  hotspot: 'Hotspot of this computer',
  bridge: 'Shared connection of this computer',
  virtual: 'VPN or virtual machine',
  unknown: 'Network',
}

/** Why the best address is the best one. */
export function whyBest({ routed, kind }: Address): string {
  if (routed) return 'Recommended: it leads to the internet, so guests are most likely in it.'
  if (kind === 'hotspot') return 'Recommended: there is no other network.'
  return kind === 'wireless'
    ? 'Recommended: a wifi, where phones are.'
    : 'Recommended: an address as venues give them.'
}

export const securityWords = {
  wpa: 'WPA, WPA2 or WPA3 (usual)',
  wep: 'WEP (very old)',
  open: 'No password',
} as const
