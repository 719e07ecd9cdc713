import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { NightView } from '../../../src-main/contract/console-view.ts'
import { aNight, type NightParts } from '../testing/builders.ts'
import { renderConsole } from '../testing/render-console.tsx'

afterEach(cleanup)

type Parts = Partial<Record<keyof NightView['health'], 'attention' | 'down'>>

async function openHealth(wrong: Parts, night: NightParts = {}) {
  const usual = aNight(night)
  const told = Object.entries(wrong).map(([part, state]) => [part, { state, words: `The ${part} is off.` }])
  const rendered = renderConsole({ ...usual, health: { ...usual.health, ...Object.fromEntries(told) } })
  await rendered.person.click(screen.getByRole('button', { name: /^Database:/ }))
  const panel = within(await screen.findByRole('dialog', { name: 'Is everything well?' }))
  return { ...rendered, panel }
}

test('a night in which all is well says so, and of what', async () => {
  const { panel } = await openHealth({})
  expect(panel.getByText('All is well')).toBeTruthy()
  expect(panel.getByText('Disk')).toBeTruthy()
  expect(panel.queryByRole('button', { name: 'Try again' })).toBeNull()
})

test('what is wrong stands first, the worst at the top, and the rest below', async () => {
  const { panel } = await openHealth({ keychain: 'attention', disk: 'down' })
  expect(panel.getByRole('heading', { name: '2 things need you' })).toBeTruthy()
  const wrong = within(panel.getByRole('region', { name: 'What needs you' }))
  const names = wrong.getAllByText(/^(Disk|Keychain|Music)$/).map((name) => name.textContent)
  expect(names).toEqual(['Disk', 'Keychain'])
  expect(within(panel.getByRole('region', { name: 'What is fine' })).getByText('Music')).toBeTruthy()
})

const failed = {
  phase: 'failed',
  source: { kind: 'folder', path: '/music' },
  refusal: { code: 'file-gone', words: '' },
} as const

test.each([
  ['database', 'down', {}, 'Try again', 'shell.retry', {}],
  ['network', 'down', { lan: { closed: true } }, 'Try again', 'lan.retry', {}],
  [
    'network',
    'attention',
    { lan: { chosenMissing: true, chosen: 'eth0' } },
    'Find it by itself',
    'lan.choose',
    {
      adapter: null,
    },
  ],
  ['music', 'attention', { catalogue: failed }, 'Read again', 'catalogue.rescan', {}],
  ['display', 'attention', {}, 'Open the display', 'shell.openDisplay', {}],
  [
    'display',
    'attention',
    { displayOpen: true, displayBlank: true },
    'Show it again',
    'shell.blankDisplay',
    {
      blank: false,
    },
  ],
  ['disk', 'down', {}, 'Open Cueline’s folder', 'shell.showFolder', { which: 'home' }],
  ['pages', 'attention', {}, 'Test with a phone', 'lan.startSelfTest', {}],
] as const)('%s %s has its remedy', async (part, state, night, button, command, input) => {
  const { person, asked, panel } = await openHealth({ [part]: state }, night)
  await person.click(panel.getByRole('button', { name: button }))
  expect(asked(command)).toEqual([input])
})

test('a full disk shows in the header too, where all else is well', async () => {
  await openHealth({ disk: 'attention' })
  expect(screen.getByLabelText('Disk: needs attention')).toBeTruthy()
  expect(screen.queryByLabelText(/^Clock:/)).toBeNull()
})
