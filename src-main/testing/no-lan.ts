import type { Handlers } from '../contract/command.ts'
import type { lanCommands } from '../contract/lan-commands.ts'
import { refuse } from '../core/result.ts'

const none = async () => refuse('no-address')

/** For consoles of tests that no phone comes to. */
export const noLan: Handlers<typeof lanCommands> = {
  'lan.choose': none,
  'lan.setWifi': none,
  'lan.startSelfTest': none,
  'lan.stopSelfTest': none,
  'lan.retry': none,
}
