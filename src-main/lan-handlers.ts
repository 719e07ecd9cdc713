import type { Handlers } from './contract/command.ts'
import type { lanCommands } from './contract/lan-commands.ts'
import { done, type Result } from './core/result.ts'
import type { LanParts } from './projections/lan-view.ts'

/** What the console may ask about the network; for whoever is signed in. */
export function lanHandlers(
  { network, wifi, selfTest }: LanParts,
  reopenDoor: () => Promise<void>,
): Handlers<typeof lanCommands> {
  async function at(work: () => void): Promise<Result<null>> {
    work()
    return done()
  }

  return {
    'lan.choose': ({ adapter }) => network.choose(adapter),
    'lan.setWifi': ({ wifi: next }) => wifi.set(next),
    'lan.startSelfTest': () => at(selfTest.start),
    'lan.stopSelfTest': () => at(selfTest.stop),
    'lan.retry': async () => {
      await reopenDoor()
      return done()
    },
  }
}
