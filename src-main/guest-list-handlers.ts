import type { Handlers } from './contract/command.ts'
import type { guestCommands } from './contract/guest-commands.ts'
import { done } from './core/result.ts'
import { createGate } from './gate.ts'
import { guestList as shownList } from './projections/guest-list.ts'
import type { Services } from './services.ts'

/** What the console may ask about guests. */
export function guestListHandlers({ guestList, live, sessions }: Services): Handlers<typeof guestCommands> {
  const { signedIn } = createGate(sessions)
  return {
    'guest.list': signedIn(async () => {
      const night = live.night()
      return done({ guests: night ? shownList(night) : [] })
    }),
    'guest.block': signedIn(async ({ guestId, hideRequests }) => {
      const outcome = await guestList.block(guestId, hideRequests)
      return outcome.ok ? done({ declined: [...outcome.value] }) : outcome
    }),
    'guest.unblock': signedIn(({ guestId, reopen }) => guestList.unblock(guestId, reopen)),
    'guest.rename': signedIn(({ guestId, nickname }) => guestList.rename(guestId, nickname)),
  }
}
