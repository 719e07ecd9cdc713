import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ask } from '../../db/testing/home.ts'
import { eventually } from '../../tests/support/eventually.ts'
import { codeOf, must, startConsole } from '../testing/a-console.ts'
import { startSmtpServer } from '../testing/smtp-server.ts'

type Console = Awaited<ReturnType<typeof startConsole>>
type Smtp = Awaited<ReturnType<typeof startSmtpServer>>

const password = 'correct horse'
const next = 'battery staple'
const hour = 3_600_000

let console: Console
let smtp: Smtp
/** How far the clock of the console is ahead. */
let ahead: number

beforeEach(async () => {
  ahead = 0
  ;[console, smtp] = await Promise.all([
    startConsole({ clock: () => Date.now() + ahead }),
    startSmtpServer({ account: { user: 'anna', password: 'of the mail server' } }),
  ])
})

afterEach(() => Promise.all([console.close(), smtp.close()]))

/** The code in the mail that arrived last; `count` mails have to be there. */
function mailedCode(count: number): Promise<string> {
  return eventually(() => {
    expect(smtp.letters).toHaveLength(count)
    return /^[\w-]{43}$/m.exec(smtp.letters.at(-1)?.text ?? '')?.[0] ?? ''
  })
}

/** Anna with a mail server and a verified address. */
async function withMail(): Promise<void> {
  must(await console.mail.save(smtp.settings, 'of the mail server'))
  const email = 'anna@example.test'
  expect(must(await console.accounts.create({ username: 'anna', password, email }))).toEqual({
    recoveryCodes: [],
  })
  must(await console.recovery.verifyEmail(me(), await mailedCode(1)))
}

function me() {
  const user = console.session.user()
  if (!user) throw new Error('nobody is signed in')
  return user
}

describe('without a mail server', () => {
  let codes: string[]
  beforeEach(async () => {
    codes = must(await console.accounts.create({ username: 'anna', password })).recoveryCodes
  })

  test('eight codes are printed, and only their hashes are kept', async () => {
    expect(codes).toHaveLength(8)
    for (const code of codes) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/)
    expect(console.session.signedIn()?.recoveryCodes).toBe(8)
    const stored = JSON.stringify(await ask(console.url, 'select * from recovery_codes'))
    expect(stored).toMatch(/[0-9a-f]{64}/)
    for (const code of codes) expect(stored).not.toContain(code.replaceAll('-', ''))
  })

  test('a code chooses a new password once, however it is typed, and signs in', async () => {
    const [code = '', second = ''] = codes
    const before = console.session.signedIn()?.claims.sid
    const typed = ` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `
    must(await console.recovery.reset('anna', typed, next))
    expect(console.session.signedIn()).toMatchObject({ user: { username: 'anna' }, recoveryCodes: 7 })
    // Every session from before is over.
    expect(console.session.signedIn()?.claims.sid).not.toBe(before)
    expect(codeOf(await console.recovery.reset('anna', code, 'yet another one'))).toBe('wrong-code')
    expect(codeOf(await console.signIn.signIn('anna', password))).toBe('wrong-password')
    must(await console.signIn.signIn('anna', next))
    must(await console.recovery.reset('anna', second, password))
  })

  test('a code that is used twice at once opens once', async () => {
    const [code = ''] = codes
    const outcomes = await Promise.all(
      [next, 'yet another one'].map((chosen) => console.recovery.reset('anna', code, chosen)),
    )
    expect(outcomes.map(codeOf).sort()).toEqual(['ok', 'wrong-code'])
  })

  test('a code opens no other account, and says of nobody that there is none', async () => {
    must(await console.accounts.signUp({ username: 'jonas', password }))
    const [code = ''] = codes
    expect(codeOf(await console.recovery.reset('jonas', code, next))).toBe('wrong-code')
    expect(codeOf(await console.recovery.reset('nobody', code, next))).toBe('wrong-code')
    expect(codeOf(await console.recovery.reset('anna', 'AAAA-AAAA-AAAA-AAAA', next))).toBe('wrong-code')
    expect(codeOf(await console.recovery.requestReset('anna'))).toBe('mail-off')
    expect(codeOf(await console.recovery.requestReset('nobody'))).toBe('mail-off')
    // None of it used the code up.
    must(await console.recovery.reset('anna', code, next))
  })

  test('a weak or common password is refused before the code is used up', async () => {
    const [code = ''] = codes
    expect(codeOf(await console.recovery.reset('anna', code, 'short'))).toBe('weak-password')
    expect(codeOf(await console.recovery.reset('anna', code, 'Password'))).toBe('common-password')
    must(await console.recovery.reset('anna', code, next))
  })

  test('a closed account is not opened by a code', async () => {
    const [code = ''] = codes
    await ask(console.url, 'update users set disabled_at = now()')
    expect(codeOf(await console.recovery.reset('anna', code, next))).toBe('account-disabled')
    await ask(console.url, 'update users set disabled_at = null')
    must(await console.recovery.reset('anna', code, next))
  })

  test('new codes void the ones before, and ask for the password', async () => {
    const user = me()
    expect(codeOf(await console.ownAccount.newRecoveryCodes(user, 'wrong horse'))).toBe('wrong-password')
    const { recoveryCodes } = must(await console.ownAccount.newRecoveryCodes(user, password))
    expect(recoveryCodes).toHaveLength(8)
    expect(codeOf(await console.recovery.reset('anna', codes[0] ?? '', next))).toBe('wrong-code')
    must(await console.recovery.reset('anna', recoveryCodes[0] ?? '', next))
  })
})

describe('with a mail server', () => {
  beforeEach(withMail)

  test('an address counts once its code came back; the code is good once and is kept as a hash', async () => {
    expect(me()).toMatchObject({ email: 'anna@example.test', emailVerified: true })
    expect(codeOf(await console.recovery.verifyEmail(me(), await mailedCode(1)))).toBe('wrong-code')
    must(await console.recovery.sendVerification(me()))
    const code = await mailedCode(2)
    expect(smtp.letters.at(-1)).toMatchObject({ from: 'cueline@example.test', to: 'anna@example.test' })
    const stored = JSON.stringify(await ask(console.url, 'select * from users'))
    expect(stored).not.toContain(code)
  })

  test('a mailed code chooses a new password once and signs in', async () => {
    await console.sessions.leave()
    must(await console.recovery.requestReset('anna'))
    const code = await mailedCode(2)
    must(await console.recovery.reset('anna', code, next))
    expect(me().username).toBe('anna')
    expect(codeOf(await console.recovery.reset('anna', code, 'yet another one'))).toBe('wrong-code')
    must(await console.signIn.signIn('anna', next))
  })

  test('a mailed code is good for an hour, and only the newest one', async () => {
    must(await console.recovery.requestReset('anna'))
    const older = await mailedCode(2)
    must(await console.recovery.requestReset('anna'))
    const newer = await mailedCode(3)
    expect(codeOf(await console.recovery.reset('anna', older, next))).toBe('wrong-code')
    ahead = hour + 1_000
    expect(codeOf(await console.recovery.reset('anna', newer, next))).toBe('wrong-code')
    ahead = hour - 60_000
    must(await console.recovery.reset('anna', newer, next))
  })

  test('asking for a code tells nobody whether there is such an account or address', async () => {
    must(await console.accounts.signUp({ username: 'jonas', password, email: 'jonas@example.test' }))
    await mailedCode(2)
    // Jonas' address is not verified; nobody has the other name.
    const answers = await Promise.all(
      ['nobody', 'jonas', 'anna'].map((name) => console.recovery.requestReset(name)),
    )
    expect(answers).toEqual([answers[0], answers[0], answers[0]])
    await mailedCode(3)
    expect(smtp.letters.map(({ to }) => to)).toEqual([
      'anna@example.test',
      'jonas@example.test',
      'anna@example.test',
    ])
  })

  test('a new address has to be verified anew and voids what was mailed to the one before', async () => {
    must(await console.recovery.requestReset('anna'))
    const mailed = await mailedCode(2)
    expect(codeOf(await console.ownAccount.changeEmail(me(), 'wrong horse', 'a@example.test'))).toBe(
      'wrong-password',
    )
    must(await console.ownAccount.changeEmail(me(), password, 'new@example.test'))
    expect(me()).toMatchObject({ email: 'new@example.test', emailVerified: false })
    const code = await mailedCode(3)
    expect(smtp.letters.at(-1)?.to).toBe('new@example.test')
    expect(codeOf(await console.recovery.reset('anna', mailed, next))).toBe('wrong-code')
    must(await console.recovery.verifyEmail(me(), code))
    expect(me().emailVerified).toBe(true)
    must(await console.ownAccount.changeEmail(me(), password, null))
    expect(me()).toMatchObject({ email: null, emailVerified: false })
    expect(codeOf(await console.recovery.sendVerification(me()))).toBe('no-email')
  })

  test('an address belongs to one account, whatever its case', async () => {
    const jonas = { username: 'jonas', password, email: 'Anna@Example.test' }
    expect(codeOf(await console.accounts.signUp(jonas))).toBe('email-taken')
    must(await console.accounts.signUp({ username: 'jonas', password }))
    expect(codeOf(await console.ownAccount.changeEmail(me(), password, 'ANNA@example.test'))).toBe(
      'email-taken',
    )
  })

  test('a server that is away is told, and whoever signs up then gets codes to print', async () => {
    await smtp.close()
    expect(await console.recovery.sendVerification(me())).toMatchObject({
      ok: false,
      error: { code: 'mail-failed', detail: 'nothing listens on that port' },
    })
    const { recoveryCodes } = must(
      await console.accounts.signUp({ username: 'jonas', password, email: 'jonas@example.test' }),
    )
    expect(recoveryCodes).toHaveLength(8)
    smtp = await startSmtpServer()
  })
})

describe('setting up the mail server', () => {
  test('it is tried first, and its password is in the keychain only', async () => {
    expect(codeOf(await console.mail.save(smtp.settings, 'wrong'))).toBe('mail-failed')
    expect(await console.mail.read()).toBeNull()
    must(await console.mail.save(smtp.settings, 'of the mail server'))
    expect(await console.mail.read()).toEqual(smtp.settings)
    expect(JSON.stringify(await console.settings.read())).not.toContain('of the mail server')
    // Without a password: the one that is kept.
    must(await console.mail.save({ ...smtp.settings, from: 'dj@example.test' }, null))
    must(await console.mail.remove())
    expect(console.mail.isOn()).toBe(false)
    expect(await console.keychain.get('mail-password')).toBeNull()
  })
})
