import type { MailServer } from '../contract/account-commands.ts'
import type { Letter } from '../core/mail.ts'
import { done, type Result, refuse } from '../core/result.ts'
import type { Keychain, Log, Mailer } from './ports.ts'
import type { MachineSettings } from './settings.ts'

type Deps = {
  readonly settings: MachineSettings
  readonly keychain: Keychain
  readonly mailer: Mailer
  readonly log: Log
}

export type Mail = ReturnType<typeof createMail>

const passwordItem = 'mail-password'

/** Mail from this computer, by the DJ's own server. */
export function createMail({ settings, keychain, mailer, log }: Deps) {
  let known: MailServer | null = null

  async function password(server: MailServer): Promise<string> {
    return server.user === '' ? '' : ((await keychain.get(passwordItem)) ?? '')
  }

  return {
    /** At start, so that `isOn` can be answered. */
    async read(): Promise<MailServer | null> {
      known = (await settings.read()).mail
      return known
    },

    isOn: () => known !== null,

    /** Keeps a server once it has let us in. `given` `null`: with the password that is kept. */
    async save(server: MailServer, given: string | null): Promise<Result<null>> {
      const secret = given ?? (await password(server))
      const problem = await mailer.check(server, secret)
      if (problem !== null) return refuse('mail-failed', { detail: problem })
      if (given !== null) await keychain.set(passwordItem, given)
      await settings.write({ mail: server })
      known = server
      return done()
    },

    async remove(): Promise<Result<null>> {
      await settings.write({ mail: null })
      known = null
      await keychain.remove(passwordItem)
      return done()
    },

    async send(to: string, letter: Letter): Promise<Result<null>> {
      if (known === null) return refuse('mail-off')
      const problem = await mailer.send(known, await password(known), to, letter)
      if (problem === null) return done()
      log.warn('A mail could not be sent', { problem, host: known.host })
      return refuse('mail-failed', { detail: problem })
    },
  }
}
