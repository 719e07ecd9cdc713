import type { ControlCommand } from './commands.ts'
import type { stateOf } from './control.ts'

export type ControlState = ReturnType<typeof stateOf>

/** Steers a double that runs in another process, by its `accountsUrl`; answers the state afterwards. */
export function remoteControl(accountsUrl: string) {
  return async (command: ControlCommand): Promise<ControlState> => {
    const response = await fetch(`${accountsUrl}/control`, { method: 'POST', body: JSON.stringify(command) })
    if (!response.ok) throw new Error(`the double refused: ${await response.text()}`)
    return (await response.json()) as ControlState
  }
}
