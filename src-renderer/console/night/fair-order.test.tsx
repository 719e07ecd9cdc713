import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { refuse } from '../../../src-main/core/result.ts'
import { aNight, approved } from '../testing/builders.ts'
import { renderConsole } from '../testing/render-console.tsx'

afterEach(cleanup)

const [first, second, third, newer] = ['First', 'Second', 'Third', 'Newer'].map((title) =>
  approved({ title }),
)
const queue = [first, second, third].flatMap((song) => song ?? [])
const inTurns = [first, third, second].flatMap((song) => song ?? [])
const ids = (songs: typeof queue) => songs.map(({ id }) => id)

test('F lets guests take turns and offers to arrange what waits; one undo brings the whole order back', async () => {
  const { person, asked, show } = renderConsole(aNight({ queue }))
  await person.keyboard('f')
  expect(asked('event.update')).toEqual([{ version: 7, change: { fairOrder: true } }])
  await show(aNight({ queue, event: { fairOrder: true, version: 8 } }))
  expect(screen.getByRole('button', { name: 'Fair order: on' })).toBeTruthy()
  await person.click(await screen.findByRole('button', { name: 'Arrange now' }))
  expect(asked('queue.arrange')).toEqual([{ seen: ids(queue), order: null }])
  const since = [...inTurns, newer].flatMap((song) => song ?? [])
  await show(aNight({ queue: since, event: { fairOrder: true, version: 8 } }))
  await person.keyboard('u')
  expect(asked('queue.arrange')[1]).toEqual({ seen: ids(since), order: [...ids(queue), newer?.id] })
})

test('the menu of up next arranges too; an order that has changed meanwhile is said', async () => {
  const { person, asked } = renderConsole(aNight({ queue }), { 'queue.arrange': () => refuse('stale') })
  await person.click(screen.getByRole('button', { name: 'Fair order: off' }))
  await person.click(await screen.findByRole('menuitem', { name: 'Arrange up next in turns' }))
  expect(asked('queue.arrange')).toHaveLength(1)
  expect(await screen.findByText(/Up next was changed in the meantime/)).toBeTruthy()
})

test('the next song moves once it is unlocked, by O or its lock', async () => {
  const { person, asked } = renderConsole(aNight({ queue }))
  await person.keyboard('{ArrowRight}{Home}{Alt>}{ArrowDown}{/Alt}')
  expect(asked('queue.move')).toEqual([])
  await person.keyboard('o')
  expect(screen.getByRole('button', { name: 'Unlocked, comes next' })).toBeTruthy()
  await person.keyboard('{Alt>}{ArrowDown}{/Alt}')
  expect(asked('queue.move')).toEqual([{ id: first?.id, version: 2, before: third?.id }])
  const rows = within(screen.getByRole('grid', { name: 'Up next, in order' })).getAllByRole('row')
  expect(rows[0]?.textContent).toContain('Second')
  expect(screen.getByRole('button', { name: 'Locked, comes next' })).toBeTruthy()
})
