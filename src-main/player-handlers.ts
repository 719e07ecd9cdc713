import type { Handlers } from './contract/command.ts'
import type { playerCommands } from './contract/player-commands.ts'
import { done, type Result } from './core/result.ts'
import { quietly } from './dispatch.ts'
import type { createGate } from './gate.ts'
import type { Services } from './services.ts'

/** What the console may ask of the player of the DJ's own files, and what its page tells of the sound. */
export function playerHandlers(
  { local }: Services,
  { signedIn }: ReturnType<typeof createGate>,
): Handlers<typeof playerCommands> {
  const { player, memory } = local

  async function at(work: () => void): Promise<Result<null>> {
    work()
    return done()
  }

  return {
    'player.play': signedIn(() => player.play()),
    'player.pause': signedIn(() => at(player.pause)),
    'player.seek': signedIn(({ positionMs }) => at(() => player.seek(positionMs))),
    'player.skip': signedIn(({ id }) => player.skip(id)),
    'player.setVolume': signedIn(({ percent, muted }) => at(() => memory.set({ volume: percent, muted }))),
    'player.chooseRoom': signedIn(({ output }) => at(() => memory.set({ room: output }))),
    'player.chooseEars': signedIn(({ output }) => at(() => memory.set({ ears: output }))),
    'player.silent': signedIn(() => at(player.silent)),
    'player.ended': signedIn(({ id }) => player.ended(id)),
    'player.failed': signedIn(({ id }) => quietly(player.failed(id))),
    'player.stuck': signedIn(({ id, positionMs, stuck }) => at(() => player.stuck(id, positionMs, stuck))),
    'player.byHand': signedIn(({ id }) => at(() => player.byHand(id))),
    'player.halted': signedIn(({ id, positionMs, output }) =>
      at(() => player.halted(id, positionMs, output)),
    ),
    'player.heard': signedIn(({ id, positionMs, jump }) => at(() => player.heard(id, positionMs, jump))),
  }
}
