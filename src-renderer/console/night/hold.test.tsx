import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { aNight, approved, aRequest, evening } from '../testing/builders.ts'
import { renderConsole } from '../testing/render-console.tsx'

afterEach(cleanup)

const halo = aRequest({ title: 'Halo' })
const levels = aRequest({ title: 'Levels' })
const aside = { ...halo, heldAt: evening, version: 2 }

function titles(tab: RegExp): readonly string[] {
  const rows = within(screen.getByRole('grid', { name: tab })).getAllByRole('row')
  return rows.map((row) => /Halo|Levels/.exec(row.textContent ?? '')?.[0] ?? '')
}

function tab(name: RegExp): HTMLElement {
  return screen.getByRole('tab', { name })
}

test('H sets a request aside under a tab of its own; the inbox counts what is to be decided now', async () => {
  const { person, asked, show } = renderConsole(aNight({ requests: [halo, levels] }))
  await person.keyboard('h')
  expect(asked('request.hold')).toEqual([{ id: halo.id, version: 1, held: true }])
  await show(aNight({ requests: [aside, levels] }))
  expect(titles(/^Inbox/)).toEqual(['Levels'])
  expect(tab(/^Inbox/).textContent).toBe('Inbox1')
  expect(tab(/^Held/).textContent).toBe('Held1')
  expect(screen.getByText('On hold: “Halo”')).toBeTruthy()
  await person.keyboard('u')
  expect(asked('request.hold')[1]).toEqual({ id: halo.id, version: 2, held: false })
})

test('under Held, H and the way back bring it into the inbox, A decides it', async () => {
  const { person, asked, show } = renderConsole(aNight({ requests: [aside, levels] }))
  await person.click(tab(/^Held/))
  await person.keyboard('h')
  expect(asked('request.hold')).toEqual([{ id: halo.id, version: 2, held: false }])
  await show(aNight({ requests: [{ ...halo, version: 3 }, levels] }))
  expect(screen.getByText('Nothing is on hold')).toBeTruthy()
  await show(aNight({ requests: [{ ...aside, version: 4 }, levels] }))
  await person.click(screen.getByRole('row', { name: /Halo/ }))
  await person.keyboard('{Backspace}')
  expect(asked('request.hold')[1]).toEqual({ id: halo.id, version: 4, held: false })
})

test('the undo of a decision sets it aside again', async () => {
  const { person, asked, show } = renderConsole(aNight({ requests: [aside] }))
  await person.click(tab(/^Held/))
  await person.keyboard('a')
  expect(asked('request.approve')).toEqual([{ id: halo.id, version: 2 }])
  await show(aNight({ queue: [approved({ ...halo, heldAt: null, version: 3, status: 'approved' })] }))
  await person.keyboard('u')
  expect(asked('request.reopen')).toEqual([{ id: halo.id, version: 3, held: true }])
  await show(aNight({ requests: [{ ...aside, version: 4 }] }))
  expect(titles(/^Held/)).toEqual(['Halo'])
})

test('a button does the same', async () => {
  const { person, asked } = renderConsole(aNight({ requests: [halo, levels] }))
  const row = within(screen.getByRole('row', { name: /Levels/ }))
  await person.click(row.getByRole('button', { name: 'Hold: set aside for later' }))
  expect(asked('request.hold')).toEqual([{ id: levels.id, version: 1, held: true }])
})
