import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { NightView } from '../../../src-main/contract/console-view.ts'
import { done, refuse } from '../../../src-main/core/result.ts'
import { aNight, anAccount } from '../testing/builders.ts'
import type { Answers } from '../testing/fake-bridge.ts'
import { renderConsole } from '../testing/render-console.tsx'

afterEach(cleanup)

const recoveryCodes = ['abcd-efgh-jkmn-pqrs', 'tuvw-xyz2-3456-789a']

async function openAccount(user: Partial<NightView['user']>, answers: Answers = {}) {
  const console = renderConsole(aNight({ user: anAccount(user) }), answers)
  const open = async (): Promise<void> => {
    await console.person.click(screen.getByRole('button', { name: 'Menu' }))
    await console.person.click(await screen.findByRole('menuitem', { name: 'Account' }))
  }
  await open()
  return { ...console, open }
}

const fold = (name: RegExp) => screen.getByRole('button', { name })

test('the panel is calm: what is folded tells its state', async () => {
  await openAccount({ email: 'anna@example.org', recoveryCodes: 3 })
  expect(screen.getByText('Superadmin')).toBeTruthy()
  expect(fold(/^E-mail/).textContent).toContain('anna@example.org · not confirmed')
  expect(fold(/^Recovery codes/).textContent).toContain('3 left')
  expect(screen.queryByLabelText('Your password')).toBeNull()
})

test('an address is confirmed by the code that was mailed to it', async () => {
  const { person, asked, show } = await openAccount({ email: 'anna@example.org' })
  await person.click(fold(/^E-mail/))
  await person.click(screen.getByRole('button', { name: 'Send the code' }))
  expect(asked('account.sendVerification')).toEqual([{}])
  expect(screen.getByText(/A code is on its way to anna@example.org/)).toBeTruthy()
  await person.keyboard('the-code{Enter}')
  expect(asked('account.verifyEmail')).toEqual([{ code: 'the-code' }])
  await show(aNight({ user: anAccount({ email: 'anna@example.org', emailVerified: true }) }))
  expect(screen.queryByRole('button', { name: 'Send the code' })).toBeNull()
})

test('a mail that cannot be sent says what to do instead', async () => {
  const { person } = await openAccount(
    { email: 'anna@example.org' },
    { 'account.sendVerification': () => refuse('mail-off') },
  )
  await person.click(fold(/^E-mail/))
  await person.click(screen.getByRole('button', { name: 'Send the code' }))
  expect(await screen.findByText(/No e-mail server is set up/)).toBeTruthy()
  expect(screen.queryByText(/on its way/)).toBeNull()
})

test('an address is changed with the password, and taken away by emptying it', async () => {
  const { person, asked } = await openAccount({ email: 'anna@example.org', emailVerified: true })
  await person.click(fold(/^E-mail/))
  await person.type(screen.getByLabelText('Your password'), 'correct horse{Enter}')
  expect(asked('account.changeEmail')).toEqual([])
  const address = screen.getByLabelText('Your address')
  await person.clear(address)
  await person.click(screen.getByRole('button', { name: 'Take the address away' }))
  expect(asked('account.changeEmail')).toEqual([{ password: 'correct horse', email: null }])
})

test('a new password; a wrong present one keeps what was typed', async () => {
  const { person, asked } = await openAccount(
    {},
    { 'account.changePassword': () => refuse('wrong-password') },
  )
  await person.click(fold(/^Password/))
  await person.type(screen.getByLabelText('Present password'), 'old one{Tab}{Tab}battery staple{Enter}')
  expect(asked('account.changePassword')).toEqual([{ password: 'old one', next: 'battery staple' }])
  expect(await screen.findByText('Name or password is not right.')).toBeTruthy()
  expect(screen.getByLabelText<HTMLInputElement>('New password').value).toBe('battery staple')
})

test('new codes stay in the panel until they are kept, though it was closed, and only for whose they are', async () => {
  const { person, asked, show, open } = await openAccount(
    { recoveryCodes: 3 },
    { 'account.newRecoveryCodes': () => done({ recoveryCodes }) },
  )
  await person.click(fold(/^Recovery codes/))
  await person.type(screen.getByLabelText('Your password'), 'correct horse{Enter}')
  expect(asked('account.newRecoveryCodes')).toEqual([{ password: 'correct horse' }])
  expect(shownCodes()).toEqual(recoveryCodes)
  await person.keyboard('{Escape}')
  await show(aNight({ user: anAccount({ username: 'mia' }) }))
  await open()
  expect(shownCodes()).toEqual([])
  await person.keyboard('{Escape}')
  await show(aNight())
  await open()
  expect(shownCodes()).toEqual(recoveryCodes)
  await person.click(screen.getByRole('button', { name: 'I have kept them' }))
  expect(shownCodes()).toEqual([])
})

test('a claimed account shows its codes in the panel, and the night goes on behind it', async () => {
  const { person } = await openAccount(
    { username: 'dj', claimed: false },
    { 'account.create': () => done({ recoveryCodes }) },
  )
  await person.type(screen.getByLabelText('Password'), 'correct horse{Enter}')
  expect(shownCodes()).toEqual(recoveryCodes)
  expect(screen.getByRole('tab', { name: /Inbox/, hidden: true })).toBeTruthy()
})

function shownCodes(): (string | null)[] {
  const list = screen.queryByRole('list', { name: 'Recovery codes' })
  if (list === null) return []
  return within(list)
    .getAllByRole('listitem')
    .map((item) => item.textContent)
}
