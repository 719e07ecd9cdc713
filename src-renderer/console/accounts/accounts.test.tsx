import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import type { ConsoleView } from '../../../src-main/contract/console-view.ts'
import { done, type Result, refuse } from '../../../src-main/core/result.ts'
import { anAccount, aSpotify } from '../testing/builders.ts'
import { renderConsole } from '../testing/render-console.tsx'

afterEach(cleanup)

type SignedOut = Extract<ConsoleView, { phase: 'signed-out' }>

function signedOut(parts: Partial<SignedOut> = {}): SignedOut {
  const keychain = { state: 'ok', words: 'All is well.' } as const
  return { phase: 'signed-out', usernames: ['anna'], keychain, notice: null, mail: false, ...parts }
}

const noEvent: ConsoleView = {
  phase: 'no-event',
  user: anAccount(),
  events: [],
  catalogue: null,
  spotify: aSpotify(),
}
const recoveryCodes = ['abcd-efgh-jkmn-pqrs', 'tuvw-xyz2-3456-789a']

test('why this console was signed out is told, and the password alone signs in again', async () => {
  const notice = 'This account is signed in on Jonas’ laptop now.'
  const { person, asked } = renderConsole(signedOut({ notice }))
  expect(screen.getByRole('status').textContent).toBe(notice)
  await person.keyboard('correct horse{Enter}')
  expect(asked('account.signIn')).toEqual([{ username: 'anna', password: 'correct horse' }])
})

test('too many tries: the button counts down, Enter waits with it, then it goes on with what was typed', async () => {
  let tries = 0
  const { person, asked } = renderConsole(signedOut(), {
    'account.signIn': () => (++tries === 1 ? refuse('slow-down', { retryAfter: 3 }) : done()),
  })
  await person.keyboard('correct horse{Enter}')
  expect(screen.getByRole('button', { name: 'Try again in 3 s' }).getAttribute('aria-disabled')).toBe('true')
  expect(screen.getByText(/Wait a moment/).closest('[role="alert"]')).toBeTruthy()
  await person.keyboard('{Enter}')
  expect(asked('account.signIn')).toHaveLength(1)
  await screen.findByRole('button', { name: 'Sign in' }, { timeout: 10_000 })
  expect(screen.queryByText(/Wait a moment/)).toBeNull()
  await person.keyboard('{Enter}')
  expect(asked('account.signIn')).toHaveLength(2)
})

test('names are buttons while they are few', () => {
  const usernames = Array.from({ length: 30 }, (_, index) => `dj-${index}`)
  renderConsole(signedOut({ usernames }))
  expect(screen.queryByRole('button', { name: 'dj-3' })).toBeNull()
  expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('dj-0')
})

test('a forgotten password by keyboard alone: ask for the code, type it, choose another', async () => {
  const { person, asked } = renderConsole(signedOut({ usernames: [], mail: true }), {
    'account.reset': () => refuse('wrong-code'),
  })
  await person.keyboard('mia')
  screen.getByRole('button', { name: 'Forgot the password?' }).focus()
  await person.keyboard('{Enter}')
  expect(document.activeElement).toBe(screen.getByLabelText('Name'))
  await person.keyboard('{Tab}{Enter}')
  expect(asked('account.requestReset')).toEqual([{ username: 'mia' }])
  expect(screen.getByRole('status').textContent).toContain('If “mia” has a confirmed e-mail address')
  await person.keyboard('the-code{Tab}correct horse{Enter}')
  expect(asked('account.reset')).toEqual([{ username: 'mia', code: 'the-code', password: 'correct horse' }])
  expect(await screen.findByText(/That code is not right/)).toBeTruthy()
  expect(screen.getByLabelText<HTMLInputElement>(/Code from/).value).toBe('the-code')
  await person.keyboard('{Escape}')
  expect(screen.getByRole('heading', { name: 'Welcome back' })).toBeTruthy()
  expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('mia')
})

test('without an e-mail server only a recovery code is asked for', async () => {
  const { person, asked } = renderConsole(signedOut())
  await person.click(screen.getByRole('button', { name: 'Forgot the password?' }))
  expect(screen.queryByRole('button', { name: 'Send me a code' })).toBeNull()
  await person.keyboard('abcd-efgh-jkmn-pqrs{Tab}correct horse{Enter}')
  expect(asked('account.reset')).toEqual([
    { username: 'anna', code: 'abcd-efgh-jkmn-pqrs', password: 'correct horse' },
  ])
})

test('another account by keyboard alone: its codes stand before whatever comes next', async () => {
  let answer: (result: Result<{ recoveryCodes: string[] }>) => void = () => undefined
  const { person, asked, show } = renderConsole(signedOut(), {
    'account.signUp': () => new Promise((resolve) => (answer = resolve)),
  })
  screen.getByRole('button', { name: 'Make another account' }).focus()
  await person.keyboard('{Enter}')
  await person.keyboard('Mia{Tab}correct horse{Tab}{Tab}mia@example.org{Enter}')
  expect(asked('account.signUp')).toEqual([
    { username: 'Mia', password: 'correct horse', email: 'mia@example.org' },
  ])
  await show(noEvent)
  expect(screen.getByRole('heading', { name: 'Another account' })).toBeTruthy()
  answer(done({ recoveryCodes }))
  expect(await screen.findByRole('heading', { name: 'Keep these codes' })).toBeTruthy()
  await show({ phase: 'starting', step: 'Opening…' })
  await show(noEvent)
  expect(codesShown()).toEqual(recoveryCodes)
  await person.keyboard('{Enter}')
  expect(screen.getByRole('heading', { name: 'What can guests ask for?' })).toBeTruthy()
})

test('a name that is taken keeps all that was typed', async () => {
  const { person } = renderConsole(signedOut(), { 'account.signUp': () => refuse('username-taken') })
  await person.click(screen.getByRole('button', { name: 'Make another account' }))
  await person.keyboard('mia{Tab}correct horse{Enter}')
  expect(await screen.findByText(/That name is taken/)).toBeTruthy()
  expect(screen.getByLabelText<HTMLInputElement>('Your name').value).toBe('mia')
  expect(screen.getByLabelText<HTMLInputElement>('Password').value).toBe('correct horse')
})

test('the new codes can be copied and printed, with whose they are', async () => {
  const print = vi.fn()
  vi.stubGlobal('print', print)
  const { person, container } = renderConsole(
    { phase: 'first-run' },
    { 'account.create': () => done({ recoveryCodes }) },
  )
  await person.keyboard('anna{Tab}correct horse{Enter}')
  await person.click(await screen.findByRole('button', { name: 'Copy' }))
  expect(await navigator.clipboard.readText()).toBe(
    ['Cueline recovery codes of anna', ...recoveryCodes].join('\n'),
  )
  await person.click(screen.getByRole('button', { name: 'Print' }))
  expect(print).toHaveBeenCalledOnce()
  const sheet = [...document.body.children].find((child) => !child.contains(container))
  expect(sheet?.textContent).toContain('Cueline recovery codes of anna')
  expect(sheet?.textContent).toContain(recoveryCodes[1])
  vi.unstubAllGlobals()
})

test('an account without codes goes straight on', async () => {
  const { person, show } = renderConsole(
    { phase: 'first-run' },
    { 'account.create': () => done({ recoveryCodes: [] }) },
  )
  await person.keyboard('anna{Tab}correct horse{Enter}')
  await show(noEvent)
  expect(screen.getByRole('heading', { name: 'What can guests ask for?' })).toBeTruthy()
})

test.each([
  ['kurz', '4 more characters.'],
  ['sevenle', 'One more character.'],
  ['anna-from-paris', 'Anything but your name.'],
  ['ü'.repeat(40), /Too long/],
  ['correct horse', /Long enough/],
])('of a new password it says what it lacks: %s', async (password, words) => {
  const { person } = renderConsole({ phase: 'first-run' })
  await person.keyboard('anna-from-paris{Tab}')
  await person.paste(password)
  expect(screen.getByText(words)).toBeTruthy()
})

function codesShown(): (string | null)[] {
  const list = within(screen.getByRole('list', { name: 'Recovery codes' }))
  return list.getAllByRole('listitem').map((item) => item.textContent)
}
