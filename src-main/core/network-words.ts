import type { LanAddress } from './lan-address.ts'

/** What happened to the guests' address in the middle of the night, and what that means for them. */
export function networkChangeWords(before: LanAddress | null, after: LanAddress | null): string {
  if (after === null) {
    return 'This computer left its network: phones cannot reach it. Join the wifi again; nothing is lost.'
  }
  const back =
    before === null
      ? 'Phones that came by another address scan it once more.'
      : `Those inside scan it once more, or come back by themselves when this computer is at ${before.address} again.`
  return `The network changed: this computer is now at ${after.address}. Guests scan the new code. ${back}`
}
