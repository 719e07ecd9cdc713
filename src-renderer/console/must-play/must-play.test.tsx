import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { done } from '../../../src-main/core/result.ts'
import type { AnswerTo, InputFor } from '../bridge.ts'
import { aNight, approved, aRequest, idOf, type NightParts } from '../testing/builders.ts'
import { renderConsole } from '../testing/render-console.tsx'

afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const perfect = { title: 'Perfect', artist: 'Ed Sheeran' }
const halo = { title: 'Halo', artist: '' }

type Queued = Extract<AnswerTo<'mustPlay.queue'>, { ok: true }>['value']

/** A console over a main that keeps what is listed. */
async function open(
  parts: NightParts = {},
  listed = parts.event?.mustPlay ?? [],
  queued: Queued = { did: 'approved', requestId: idOf(1), approvedAt: 5, heldAt: null },
) {
  const kept = [listed]
  let version = 7
  const night = () =>
    aNight({ mustPlay: [], ...parts, event: { ...parts.event, version, mustPlay: kept.at(-1) ?? [] } })
  const rendered = renderConsole(night(), {
    'event.update': async ({ change }: InputFor<'event.update'>) => {
      kept.push(change.mustPlay ?? [])
      version += 1
      await rendered.show(night())
      return done()
    },
    'catalogue.search': () => done({ tracks: [] }),
    'mustPlay.queue': () => done(queued),
  })
  await rendered.person.keyboard('{Shift>}M{/Shift}')
  const panel = within(await screen.findByRole('dialog', { name: 'Must be played' }))
  return { ...rendered, panel, present: () => kept.at(-1) }
}

test('a song is typed and Enter, a whole list is pasted; twice the same is one', async () => {
  const { person, panel, present } = await open()
  await person.type(panel.getByLabelText('Song'), 'Ed Sheeran – Perfect{Enter}')
  expect(present()).toEqual([perfect])
  await person.click(panel.getByLabelText('Song'))
  await person.paste('1. Ed Sheeran - perfect\n2. Halo\n')
  expect(present()).toEqual([perfect, halo])
  await person.type(panel.getByLabelText('Song'), 'halo{Enter}')
  expect(screen.getByText('That is on the list already.')).toBeTruthy()
})

test('each says how far it is; one press puts it up next, and that can be taken back', async () => {
  const mustPlay = [
    { state: 'asked', requestId: idOf(1) },
    { state: 'played', requestId: idOf(2) },
  ] as const
  const asked_ = aRequest({ id: idOf(1), title: 'Perfect', version: 4, mustPlay: true })
  const { person, panel, asked } = await open({
    mustPlay: [...mustPlay],
    requests: [asked_],
    event: { mustPlay: [perfect, halo] },
  })
  expect(panel.getByText('1 of 2')).toBeTruthy()
  const entries = panel.getAllByRole('listitem').map((item) => item.textContent)
  expect(entries[0]).toContain('Ed Sheeran · a guest asked')
  expect(entries[1]).toContain('played')
  expect(panel.queryByRole('button', { name: 'Put Halo up next' })).toBeNull()
  await person.click(panel.getByRole('button', { name: 'Put Perfect up next' }))
  expect(asked('mustPlay.queue')).toEqual([{ id: expect.any(String), song: perfect }])
  await screen.findByRole('button', { name: 'Undo' })
  await person.keyboard('r')
  expect(asked('request.takeBackEntry')).toEqual([
    { id: expect.any(String), requestId: idOf(1), approvedAt: 5, heldAt: null },
  ])
})

test('one that is up next already says so and leads there; nothing is offered to be taken back', async () => {
  const queue = [approved({ title: 'First' }), approved({ id: idOf(1), title: 'Perfect' })]
  const before = { queue, mustPlay: [{ state: 'asked', requestId: null }], event: { mustPlay: [perfect] } }
  const already = { did: 'nothing', requestId: idOf(1), approvedAt: null, heldAt: null } as const
  const { person, panel } = await open(before as NightParts, [perfect], already)
  await person.click(panel.getByRole('button', { name: 'Put Perfect up next' }))
  expect(await screen.findByText('“Perfect” is up next already.')).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull()
  await person.keyboard('r')
  expect(screen.queryByRole('dialog')).toBeNull()
  await vi.waitFor(() => expect(document.activeElement?.textContent).toContain('Perfect'))
  expect(document.activeElement?.getAttribute('role')).toBe('row')
})

test('what is removed comes back to its place', async () => {
  const { person, panel, present } = await open({ event: { mustPlay: [perfect, halo] } })
  await person.click(panel.getByRole('button', { name: 'Remove Perfect' }))
  expect(present()).toEqual([halo])
  await screen.findByRole('button', { name: 'Undo' })
  await person.keyboard('r')
  await vi.waitFor(() => expect(present()).toEqual([perfect, halo]))
})

test('up next tells how far it is, and late in the night what is missing; the inbox marks a hit', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
  const played = aRequest({ title: 'First', status: 'played', playedAt: Date.now() - 60 * 60_000 })
  const night = (last: number) =>
    aNight({
      requests: [aRequest({ title: 'Perfect', mustPlay: true }), { ...played, playedAt: Date.now() - last }],
      event: { mustPlay: [perfect, halo] },
      mustPlay: [
        { state: 'asked', requestId: null },
        { state: 'played', requestId: null },
      ],
    })
  const { show } = renderConsole(night(60 * 60_000))
  expect(screen.getByRole('button', { name: 'Must play: 1 of 2 played' })).toBeTruthy()
  expect(screen.getByRole('row', { name: /Perfect/ }).textContent).toContain('must play')
  await show(night(3 * 60 * 60_000))
  fireEvent.click(screen.getByRole('button', { name: 'Must play: 1 song still to come' }))
  expect(await screen.findByRole('dialog', { name: 'Must be played' })).toBeTruthy()
})
