import type { LanAddress } from './lan-address.ts'

/** What is known when no phone was seen. */
export type SelfTestFacts = {
  /** `closed`: no port could be had. `loopback`: bound to an address that only this computer reaches. */
  readonly door: 'open' | 'closed' | 'loopback'
  readonly port: number | null
  /** The address in the code. */
  readonly address: LanAddress | null
  /** There are addresses, but only of tunnels and virtual machines. */
  readonly onlyVirtual: boolean
  /** The name by which something arrived that isn't ours. */
  readonly wrongHost: string | null
  /** Something else arrived from the network meanwhile. */
  readonly othersArrive: boolean
  readonly platform: 'windows' | 'mac' | 'linux'
}

/** What happened, and what to try, the likeliest first. */
export type Diagnosis = { readonly happened: string; readonly tips: readonly string[] }

const sameWifi =
  'Is the phone in the same wifi as this computer? Switch its mobile data off for a moment and scan again.'
const isolation =
  'Guest wifis often keep devices apart (“client isolation”). Ask the venue to switch that off, or for another wifi.'
const hotspot =
  'Bring a network of your own: a small router, or the hotspot of this computer or of a phone. It needs no internet.'
const joinWifi = 'Join the venue’s wifi with this computer, or plug in a cable.'

/** Why no phone arrived, in words. */
export function diagnoseSelfTest(facts: SelfTestFacts): Diagnosis {
  const { door, address, onlyVirtual, wrongHost, othersArrive } = facts
  if (door === 'closed') {
    return {
      happened: 'The guests’ page is not open on this computer.',
      tips: ['Quit other programs that serve something, then press “Try again” under Network.'],
    }
  }
  if (door === 'loopback') {
    return {
      happened: 'Only this computer can open the page: CUELINE_HOST names an address that no phone reaches.',
      tips: ['Open Cueline without CUELINE_HOST.'],
    }
  }
  if (address === null && onlyVirtual) {
    return {
      happened: 'This computer has only addresses of a VPN or of virtual machines. No guest is there.',
      tips: [
        joinWifi,
        'Switch the VPN off.',
        'If guests are in one of those networks all the same, choose it above.',
      ],
    }
  }
  if (address === null) {
    return {
      happened: 'This computer is in no network, so no phone can reach it.',
      tips: [joinWifi, hotspot],
    }
  }
  if (wrongHost !== null) {
    return {
      happened: `Something arrived, but it asked for “${wrongHost}”, which does not mean this computer.`,
      tips: [
        'Scan the code on this screen, not an older one.',
        'Let the phone finish the venue’s sign-in page, and switch off a VPN or private relay on it.',
        'If this name was set up for this computer, put it into CUELINE_NAMES.',
      ],
    }
  }
  if (othersArrive) {
    return {
      happened: 'Other phones reach this computer right now, only this one does not.',
      tips: [sameWifi, 'Switch off a VPN or private relay on the phone.'],
    }
  }
  return { happened: 'Nothing arrived.', tips: tipsForSilence(facts, address) }
}

function tipsForSilence({ platform, port }: SelfTestFacts, { kind, adapter }: LanAddress): readonly string[] {
  const doubtful =
    kind === 'virtual'
      ? [`${adapter} looks like a VPN or a virtual machine. Choose another adapter above.`]
      : []
  const own = kind === 'hotspot' ? [] : [isolation, hotspot]
  return [...doubtful, sameWifi, firewallTip(platform, port), ...own]
}

function firewallTip(platform: SelfTestFacts['platform'], port: number | null): string {
  switch (platform) {
    case 'windows':
      return 'Windows may block it: under Windows Security, Firewall & network protection, “Allow an app through firewall”, tick Cueline for private and public networks.'
    case 'mac':
      return 'The Mac may block it: in System Settings, allow Cueline under Network, Firewall, Options, and under Privacy & Security, Local Network.'
    case 'linux':
      return `A firewall may block it: allow TCP port ${port ?? 4747} (“sudo ufw allow ${port ?? 4747}/tcp”).`
  }
}
