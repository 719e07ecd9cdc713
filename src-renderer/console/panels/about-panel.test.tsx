import { act, cleanup, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { AboutView } from '../../../src-main/contract/about.ts'
import { done } from '../../../src-main/core/result.ts'
import { aNight } from '../testing/builders.ts'
import { renderConsole } from '../testing/render-console.tsx'

afterEach(cleanup)

const about: AboutView = {
  version: '1.2.3',
  runsOn: [{ name: 'Electron', version: '45.0.0' }],
  home: '/home/anna/.config/Cueline',
  packages: [{ name: 'zod', version: '4.0.0', licence: 'MIT', text: 'Be kind.' }],
}
const answers = { 'shell.about': () => done(about) }

test('About tells the version, where the data lies and whose work is in it', async () => {
  const { person, asked } = renderConsole(aNight(), answers)
  await person.click(screen.getByRole('button', { name: 'Menu' }))
  await person.click(await screen.findByRole('menuitem', { name: 'About Cueline' }))
  expect(await screen.findByText('Cueline 1.2.3')).toBeTruthy()
  expect(screen.getByText('/home/anna/.config/Cueline')).toBeTruthy()
  await person.click(screen.getByRole('button', { name: 'Open the log files' }))
  expect(asked('shell.showFolder')).toEqual([{ which: 'logs' }])
  await person.click(screen.getByRole('button', { name: /Made with/ }))
  expect(screen.getByText('zod 4.0.0, MIT')).toBeTruthy()
})

/** What the menu of the window does. */
function name(panel: string) {
  return act(async () => {
    location.hash = `#${panel}`
    window.dispatchEvent(new HashChangeEvent('hashchange'))
  })
}

test('before anybody is signed in the menu’s About and keys open too', async () => {
  renderConsole({ phase: 'starting', step: 'Starting' }, answers)
  await name('about')
  expect(await screen.findByText('Cueline 1.2.3')).toBeTruthy()
  expect(location.hash).toBe('')
  await name('keys')
  expect(screen.getByRole('dialog', { name: 'Keyboard' })).toBeTruthy()
  await name('settings')
  expect(screen.queryByRole('dialog')).toBeNull()
})
