import { cleanup, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { MailServer } from '../../../src-main/contract/account-commands.ts'
import { done, type Result, refuse } from '../../../src-main/core/result.ts'
import { aNight } from '../testing/builders.ts'
import type { Answers } from '../testing/fake-bridge.ts'
import { renderConsole } from '../testing/render-console.tsx'

afterEach(cleanup)

const kept: MailServer = {
  host: 'smtp.example.org',
  port: 465,
  security: 'tls',
  user: 'anna@example.org',
  from: 'anna@example.org',
}

async function openMail(server: MailServer | null, answers: Answers = {}) {
  const console = renderConsole(aNight(), { 'mail.get': () => done({ server }), ...answers })
  await console.person.click(screen.getByRole('button', { name: 'Menu' }))
  await console.person.click(await screen.findByRole('menuitem', { name: 'E-mail server' }))
  await screen.findByRole('textbox', { name: 'Server' })
  return console
}

test('the port goes with the security, unless one was typed', async () => {
  const { person } = await openMail(null)
  const security = screen.getByRole('combobox', { name: 'Security' })
  const port = screen.getByRole<HTMLInputElement>('textbox', { name: 'Port' })
  expect(port.value).toBe('587')
  await person.selectOptions(security, 'tls')
  expect(port.value).toBe('465')
  await person.selectOptions(security, 'none')
  expect(port.value).toBe('25')
  await person.clear(port)
  await person.type(port, '2525')
  await person.selectOptions(security, 'starttls')
  expect(port.value).toBe('2525')
})

test('a new server is tried, then kept; meanwhile it says so', async () => {
  let answer: (result: Result<null>) => void = () => undefined
  const { person, asked } = await openMail(null, {
    'mail.save': () => new Promise((resolve) => (answer = resolve)),
  })
  await person.type(screen.getByRole('textbox', { name: 'Server' }), 'mail.example.org')
  await person.type(screen.getByRole('textbox', { name: 'User' }), 'anna')
  await person.type(screen.getByLabelText('Password'), 'a secret')
  await person.type(screen.getByRole('textbox', { name: 'Sender' }), 'anna@example.org{Enter}')
  expect(screen.getByText(/Trying the server first/)).toBeTruthy()
  answer(done())
  expect(await screen.findByText('Saved. The server took it.')).toBeTruthy()
  const server = { host: 'mail.example.org', port: 587, security: 'starttls', user: 'anna' }
  expect(asked('mail.save')).toEqual([
    { server: { ...server, from: 'anna@example.org' }, password: 'a secret' },
  ])
  expect(screen.getByLabelText<HTMLInputElement>('Password').value).toBe('')
})

test('the password that is kept stays unless another is typed; a refusal keeps what was typed', async () => {
  const { person, asked } = await openMail(kept, {
    'mail.save': () => refuse('mail-failed', { detail: '535 authentication failed' }),
  })
  const host = screen.getByRole<HTMLInputElement>('textbox', { name: 'Server' })
  await person.clear(host)
  await person.type(host, 'mx.example.org{Enter}')
  expect(asked('mail.save')).toEqual([{ server: { ...kept, host: 'mx.example.org' }, password: null }])
  expect(await screen.findByText(/535 authentication failed/)).toBeTruthy()
  expect(host.value).toBe('mx.example.org')
})

test('a server is forgotten', async () => {
  const { person, asked } = await openMail(kept)
  await person.click(screen.getByRole('button', { name: 'Forget this server' }))
  expect(asked('mail.remove')).toEqual([{}])
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Server' }).value).toBe('')
  expect(screen.queryByRole('button', { name: 'Forget this server' })).toBeNull()
})
