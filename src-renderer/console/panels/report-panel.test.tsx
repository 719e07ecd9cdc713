import { cleanup, render, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { EventReport } from '../../../src-main/contract/night-report.ts'
import { done, refuse } from '../../../src-main/core/result.ts'
import { Report } from '../entry/report.tsx'
import { aNight, aReport, aSummary, evening, idOf } from '../testing/builders.ts'
import type { Answers } from '../testing/fake-bridge.ts'
import { renderConsole } from '../testing/render-console.tsx'

afterEach(cleanup)

const tonight = aSummary({ id: idOf(901), title: 'Wedding', status: 'live' })

async function openReport(report: Partial<EventReport> = {}, answers: Answers = {}) {
  const rendered = renderConsole(aNight({ event: { title: 'Wedding' } }), {
    'event.report': () => done(aReport({ event: tonight, ...report })),
    ...answers,
  })
  await rendered.person.click(screen.getByRole('button', { name: 'Menu' }))
  await rendered.person.click(await screen.findByRole('menuitem', { name: 'Report' }))
  await screen.findByText(/as of \d\d:\d\d|^Made/)
  return rendered
}

const numbers = () => screen.getAllByRole('term').map((term) => term.parentElement?.textContent)

test('the open night tells what became of what was asked, by how many, and how long they waited', async () => {
  const { asked } = await openReport()
  expect(asked('event.report')).toEqual([{ eventId: tonight.id }])
  expect(numbers()).toEqual(['asked42', 'played30', 'declined9', 'undecided2', 'guests25', '+1s17'])
  for (const fact of [
    '1 accepted song had no turn.',
    '4 songs you added yourself.',
    '3 requests taken back by who asked.',
    '12 of 25 guests asked or gave a +1.',
    'Of 38 requests that you decided, half waited 42 s or less, nine of ten 4 min or less.',
  ]) {
    expect(screen.getByText(fact)).toBeTruthy()
  }
  expect(screen.queryByRole('button', { name: 'All nights' })).toBeNull()
})

test('when guests asked is a picture, and a table for who can’t see it', async () => {
  await openReport()
  const rows = within(screen.getByRole('table', { name: 'Requests by the hour' })).getAllByRole('row')
  expect(rows.map((row) => row.textContent)).toEqual(['FromRequests', '21:009', '22:000', '23:0033'])
  expect(screen.getByText('Busiest: 23:00, 33 requests')).toBeTruthy()
})

test('what was most asked for, and what played with its time and who asked', async () => {
  await openReport()
  const rows = (name: string) =>
    within(screen.getByRole('region', { name }))
      .getAllByRole('listitem')
      .map((row) => row.textContent)
  expect(rows('Songs most asked for')).toEqual(['Halo — Beyoncé12×'])
  expect(rows('Artists most asked for')).toEqual(['Beyoncé15×'])
  const [first, second] = rows('Played, in order')
  expect(first).toMatch(/^\d\d:\d\dHalo — Beyoncéfor Mia$/)
  expect(second).toBe('–Levels — Aviciifor a guest')
  expect(screen.getByText('These are the first 2 of 30 songs; the CSV has all.')).toBeTruthy()
})

test('a night that has only begun says so instead of empty tables', async () => {
  await openReport({
    requests: 0,
    counts: { pending: 0, approved: 0, rejected: 0, played: 0 },
    ...{ takenBack: 0, own: 0, votes: 0, guests: { joined: 0, asking: 0 } },
    waits: { decided: 0, median: null, most: null },
    busy: { unit: 'hour', bars: [] },
    ...{ topSongs: [], topArtists: [], played: [] },
  })
  expect(numbers()).toContain('asked0')
  expect(screen.queryByRole('table')).toBeNull()
  expect(screen.queryAllByRole('listitem')).toEqual([])
  expect(screen.getByText(/^Nothing was played by Cueline in this night/)).toBeTruthy()
})

test.each([1, 20, 1000])('%i plays are all there', (count) => {
  const played = Array.from({ length: count }, (_, at) => ({
    ...{ id: idOf(at), title: `Song ${at}`, artist: '', nickname: '', at: evening },
  }))
  const counts = { pending: 0, approved: 0, rejected: 0, played: count }
  const { container } = render(<Report report={aReport({ played, counts })} />)
  const list = container.querySelector('[aria-label="Played, in order"]')
  expect(list?.querySelectorAll('li')).toHaveLength(count)
  expect(screen.queryByText(/the CSV has all/)).toBeNull()
})

test('tables and the report are saved where the DJ says, and where is told', async () => {
  const { person, asked } = await openReport(
    {},
    {
      'shell.saveCsv': ({ table }) => done(table === 'plays' ? null : '/home/anna/Wedding requests.csv'),
      'shell.saveReport': () => refuse('sheet-failed'),
    },
  )
  await person.click(screen.getByRole('button', { name: 'Save requests (CSV)' }))
  expect(await screen.findByText('Saved as /home/anna/Wedding requests.csv')).toBeTruthy()
  await person.click(screen.getByRole('button', { name: 'Save plays (CSV)' }))
  expect(asked('shell.saveCsv')).toEqual([
    { eventId: tonight.id, table: 'requests' },
    { eventId: tonight.id, table: 'plays' },
  ])
  await person.click(screen.getByRole('button', { name: 'Save report (PDF)' }))
  expect(await screen.findByText(/^The sheet could not be saved/)).toBeTruthy()
})

test('the numbers are counted again when one wants', async () => {
  let requests = 42
  const { person } = await openReport(
    {},
    { 'event.report': () => done(aReport({ event: tonight, requests: requests++ })) },
  )
  await person.click(screen.getByRole('button', { name: 'Count again' }))
  expect(numbers()).toContain('asked43')
})

test('a database that is away is said in words', async () => {
  const { person } = renderConsole(aNight(), { 'event.report': () => refuse('database-away') })
  await person.click(screen.getByRole('button', { name: 'Menu' }))
  await person.click(await screen.findByRole('menuitem', { name: 'Report' }))
  expect(await screen.findByText(/^The console cannot reach its database right now/)).toBeTruthy()
})
