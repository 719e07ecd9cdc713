import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { ConsoleRequest } from '../../../src-main/contract/console-view.ts'
import { wordsFor } from '../../../src-main/core/refusals.ts'
import { done, refuse } from '../../../src-main/core/result.ts'
import type { InputFor } from '../bridge.ts'
import { aNight, aRequest } from '../testing/builders.ts'
import { renderConsole } from '../testing/render-console.tsx'

afterEach(cleanup)

const halo = aRequest({ title: 'Halo', guestId: 'mia', nickname: 'Mia' })
const levels = aRequest({ title: 'Levels', guestId: 'jonas', nickname: 'Jonas' })
const queen = aRequest({ title: 'Dancing Queen', guestId: 'mia', nickname: 'Mia' })
const three = [halo, levels, queen]

type Many = InputFor<'request.decideMany'>

/** A console whose main does what it is asked, but for those that `left` names. */
function open(requests: readonly ConsoleRequest[], left: readonly ConsoleRequest[] = []) {
  return renderConsole(aNight({ requests: [...requests] }), {
    'request.decideMany': ({ requests: seen }: Many) => {
      const decided = seen.filter(({ id }) => !left.some((one) => one.id === id))
      return done({
        done: decided.map(({ id, version }) => ({ id, version: version + 1 })),
        changed: seen.length - decided.length,
      })
    },
  })
}

function seen(...requests: readonly ConsoleRequest[]) {
  return requests.map(({ id }) => ({ id, version: 1 }))
}

function titles(): readonly string[] {
  return within(screen.getByRole('grid', { name: /^Inbox/ }))
    .getAllByRole('row')
    .map((row) => /Halo|Levels|Dancing Queen/.exec(row.textContent ?? '')?.[0] ?? '')
}

test('Shift and A approve all that are shown; one undo brings all back', async () => {
  const { person, asked } = open(three, [levels])
  await person.keyboard('{Shift>}A{/Shift}')
  expect(asked('request.decideMany')).toEqual([{ requests: seen(...three), decision: { kind: 'approve' } }])
  expect(await screen.findByText('2 approved, 1 had changed and stayed.')).toBeTruthy()
  await person.keyboard('u')
  expect(asked('request.decideMany')[1]).toEqual({
    requests: [halo, queen].map(({ id }) => ({ id, version: 2 })),
    decision: { kind: 'reopen', held: false },
  })
})

test('after Shift and D a number tells all guests why', async () => {
  const { person, asked } = open(three)
  await person.keyboard('{Shift>}D{/Shift}')
  expect(await screen.findByText('3 declined.')).toBeTruthy()
  await person.keyboard('4')
  expect(asked('request.decideMany')[1]).toEqual({
    requests: three.map(({ id }) => ({ id, version: 2 })),
    decision: { kind: 'decline', reason: 'There is no time left for more songs' },
  })
  expect(await screen.findByText(/Guests read: There is no time left/)).toBeTruthy()
  await person.click(screen.getByRole('button', { name: /^Undo/ }))
  expect(asked('request.decideMany')[2]).toEqual({
    requests: three.map(({ id }) => ({ id, version: 3 })),
    decision: { kind: 'reopen', held: false },
  })
})

test('G shows what one guest asked for; the keys and the bar then mean those alone', async () => {
  const { person, asked } = open(three)
  expect(screen.queryByRole('toolbar', { name: 'All that are shown' })).toBeNull()
  await person.keyboard('g')
  expect(titles()).toEqual(['Halo', 'Dancing Queen'])
  await person.keyboard('{Shift>}H{/Shift}')
  expect(asked('request.decideMany')[0]).toEqual({
    requests: seen(halo, queen),
    decision: { kind: 'hold', held: true },
  })
  await person.click(screen.getByRole('button', { name: /show everybody again/ }))
  expect(titles()).toEqual(['Halo', 'Levels', 'Dancing Queen'])
})

test('the bar stands above what was searched for', async () => {
  const { person, asked } = open(three)
  await person.keyboard('/')
  await person.keyboard('jonas')
  await person.click(screen.getByRole('button', { name: 'Decline all shown' }))
  expect(asked('request.decideMany')).toEqual([
    { requests: seen(levels), decision: { kind: 'decline', reason: null } },
  ])
})

test('a bar says what is shown and how many are hidden; all together mean what is shown, and Escape ends it', async () => {
  const { person, asked } = open([{ ...halo, explicit: true }, levels, queen])
  await person.keyboard('s')
  await person.click(screen.getByRole('menuitemcheckbox', { name: 'Not explicit' }))
  await person.keyboard('{Escape}')
  const bar = within(screen.getByRole('toolbar', { name: 'All that are shown' }))
  expect(bar.getByText('2 shown, 1 hidden')).toBeTruthy()
  expect(bar.getByText('Not explicit')).toBeTruthy()
  await person.keyboard('{Shift>}A{/Shift}')
  expect(asked('request.decideMany')).toEqual([
    { requests: seen(levels, queen), decision: { kind: 'approve' } },
  ])
  expect(await screen.findByText('2 approved. 1 not shown stays as it is.')).toBeTruthy()
  await person.keyboard('{Escape}')
  expect(titles()).toEqual(['Halo', 'Levels', 'Dancing Queen'])
  expect(screen.queryByRole('toolbar', { name: 'All that are shown' })).toBeNull()
})

test('with nothing left to show the bar still says that others are hidden', async () => {
  const { person } = open([levels])
  await person.keyboard('s')
  await person.click(screen.getByRole('menuitemcheckbox', { name: 'With a dedication' }))
  await person.keyboard('{Escape}')
  expect(screen.getByText('None shown, 1 hidden')).toBeTruthy()
  await person.click(screen.getByRole('button', { name: 'Show all requests again' }))
  expect(titles()).toEqual(['Levels'])
})

test('a row’s menu decides all of its guest', async () => {
  const { person, asked } = open(three)
  const row = within(screen.getByRole('row', { name: /Halo/ }))
  await person.click(row.getByRole('button', { name: 'More for “Halo”' }))
  await person.click(await screen.findByRole('menuitem', { name: 'Approve all 2 of Mia' }))
  expect(asked('request.decideMany')).toEqual([
    { requests: seen(halo, queen), decision: { kind: 'approve' } },
  ])
})

test('letters without Shift decide one, whatever Caps Lock makes of them', async () => {
  const { person, asked } = open(three)
  await person.keyboard('A')
  expect(asked('request.approve')).toHaveLength(1)
  expect(asked('request.decideMany')).toEqual([])
})

test('G shows everybody again also when nothing of the guest is left', async () => {
  const { person, show } = open(three)
  await person.keyboard('g')
  await show(aNight({ requests: [levels] }))
  await person.keyboard('g')
  expect(titles()).toEqual(['Levels'])
})

test('the history has one line for a decision about all, with its reason', async () => {
  const { person } = open(three)
  await person.keyboard('{Shift>}D{/Shift}')
  await screen.findByText('3 declined.')
  await person.keyboard('4')
  await screen.findByText(/Guests read: There is no time left/)
  await person.keyboard('y')
  expect(screen.getAllByRole('button', { name: /^Undo: 3 declined/ })).toHaveLength(1)
})

test('a decision about all whose way back is refused stays in the history', async () => {
  let calls = 0
  const { person } = renderConsole(aNight({ requests: [...three] }), {
    'request.decideMany': ({ requests: seen }: Many) =>
      calls++ === 0
        ? done({ done: seen.map(({ id, version }) => ({ id, version: version + 1 })), changed: 0 })
        : refuse('database-away'),
  })
  await person.keyboard('{Shift>}D{/Shift}')
  await screen.findByText('3 declined.')
  await person.keyboard('y')
  await person.click(screen.getByRole('button', { name: 'Undo: 3 declined.' }))
  await screen.findByText(wordsFor({ code: 'database-away' }))
  expect(screen.getByRole('button', { name: 'Undo: 3 declined.' })).toBeTruthy()
})
