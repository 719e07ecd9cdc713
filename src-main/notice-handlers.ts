import type { Handlers } from './contract/command.ts'
import type { noticeCommands } from './contract/notice-commands.ts'
import { done } from './core/result.ts'
import { createGate } from './gate.ts'
import type { Services } from './services.ts'

/** What the console may ask about notices. */
export function noticeHandlers({ notices, sessions }: Services): Handlers<typeof noticeCommands> {
  const { signedIn } = createGate(sessions)
  return {
    'notice.send': signedIn((notice) => notices.send(notice)),
    'notice.remove': signedIn(({ id }) => notices.remove(id)),
    'notice.restore': signedIn(({ id }) => notices.restore(id)),
    'notice.lines': signedIn(async (_, user) => done({ lines: [...(await notices.lines(user.id))] })),
  }
}
