import type { LanAddress } from './lan-address.ts'

/** What happened to the guests' address in the middle of the night, and what that means for them. */
export function networkChangeWords(before: LanAddress | null, after: LanAddress | null): string {
  if (after === null) {
    return 'This computer left its network: phones cannot reach it. Join the wifi again; nothing is lost.'
  }
  const back =
    before === null
      ? 'Phones that came by another address scan it once more.'
      : `Open pages follow by themselves on phones that find this computer by its name; the others scan it once more, or come back when it is at ${before.address} again.`
  return `The network changed: this computer is now at ${after.address}. Guests scan the new code. ${back}`
}
