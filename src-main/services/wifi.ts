import { done, type Result, refuse } from '../core/result.ts'
import { type Wifi, wifiCode, wifiProblem } from '../core/wifi-code.ts'
import type { Keychain } from './ports.ts'
import type { MachineSettings, Settings } from './settings.ts'

type Deps = {
  readonly settings: MachineSettings
  readonly keychain: Keychain
  readonly touch: () => void
}

const secretName = 'wifi-password'

export type VenueWifi = ReturnType<typeof createVenueWifi>

/** The venue's wifi as the DJ entered it: kept on this machine, its password in the keychain. */
export function createVenueWifi({ settings, keychain, touch }: Deps) {
  let kept: Settings['wifi'] = null
  let password: string | null = null

  return {
    async load(): Promise<void> {
      kept = (await settings.read()).wifi
      touch()
      if (kept === null || kept.security === 'open') return
      password = await keychain.get(secretName)
      touch()
    },

    /** A password of `null` is the one that is kept. Refuses with `wifi-name` or `wifi-password`. */
    async set(
      next: (Omit<Wifi, 'password'> & { readonly password: string | null }) | null,
    ): Promise<Result<null>> {
      const secret = next === null || next.security === 'open' ? '' : (next.password ?? password ?? '')
      const problem = next && wifiProblem({ ...next, password: secret })
      if (problem) return refuse(problem === 'name' ? 'wifi-name' : 'wifi-password')
      const { name, security, hidden } = next ?? { name: '', security: 'open', hidden: false }
      await settings.write({ wifi: next && { name, security, hidden } })
      await (secret === '' ? keychain.remove(secretName) : keychain.set(secretName, secret))
      kept = next && { name, security, hidden }
      password = secret === '' ? null : secret
      touch()
      return done()
    },

    view() {
      if (kept === null) return null
      const complete = kept.security === 'open' || password !== null
      return { ...kept, password, code: complete ? wifiCode({ ...kept, password: password ?? '' }) : null }
    },
  }
}
