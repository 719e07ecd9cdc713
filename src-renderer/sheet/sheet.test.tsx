import { cleanup, render, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { SheetView } from '../../src-main/contract/lan-view.ts'
import type { EventReport } from '../../src-main/contract/night-report.ts'
import { Report } from './report.tsx'
import { cardsPerSheet, Sheet } from './sheet.tsx'

afterEach(cleanup)

const sheet: SheetView = {
  title: 'Anna & Tom’s wedding',
  fileName: 'Anna & Tom’s wedding',
  address: '192.168.1.20:4747',
  joinUrl: 'http://192.168.1.20:4747/#bp_example',
  pin: '4827',
  isCode: false,
  wifi: { name: 'Party', password: 'dance with me', code: 'WIFI:T:WPA;S:Party;P:dance with me;;' },
}

const evening = Date.UTC(2025, 10, 22, 20)

const aReport: EventReport = {
  event: {
    ...{ id: 'a', version: 1, title: 'Summer party', status: 'offline', pin: '4827' },
    ...{ createdAt: evening, endedAt: evening + 1, archivedAt: null },
  },
  at: evening,
  fileName: 'Summer party',
  requests: 3,
  counts: { pending: 1, approved: 0, rejected: 0, played: 2 },
  ...{ takenBack: 0, own: 0, imported: 0, votes: 4, guestsForgottenAt: evening },
  guests: { joined: null, asking: 2 },
  waits: { decided: 0, median: null, most: null },
  busy: { unit: 'hour', bars: [{ at: '2025-11-22T21', requests: 3 }] },
  topSongs: [{ title: 'Halo', artist: 'Beyoncé', times: 3 }],
  topArtists: [{ artist: 'Beyoncé', times: 3 }],
  played: [
    { id: '1', title: 'Halo', artist: 'Beyoncé', nickname: 'Mia', at: evening },
    { id: '2', title: 'Levels', artist: '', nickname: 'A guest', at: null },
  ],
}

test('the poster says how to join in every way there is, and that the PIN may change', () => {
  render(<Sheet kind="poster" sheet={sheet} />)
  expect(screen.getByRole('img', { name: 'QR code to ask for a song' })).toBeTruthy()
  expect(screen.getByRole('img', { name: 'QR code to join the wifi' })).toBeTruthy()
  for (const words of ['Anna & Tom’s wedding', '192.168.1.20:4747', '4827', 'Party', 'dance with me']) {
    expect(screen.getByText(words)).toBeTruthy()
  }
  expect(screen.getByText('Ask the DJ if the code changed.')).toBeTruthy()
})

test('without a wifi there is one code, not a hole', () => {
  render(<Sheet kind="poster" sheet={{ ...sheet, wifi: null }} />)
  expect(screen.getAllByRole('img')).toHaveLength(1)
})

test('each table card is complete by itself', () => {
  render(<Sheet kind="cards" sheet={sheet} />)
  expect(screen.getAllByRole('img', { name: 'QR code to ask for a song' })).toHaveLength(cardsPerSheet)
  expect(screen.getAllByText('4827')).toHaveLength(cardsPerSheet)
})

test('the report on paper has the numbers, and each play with its time and who asked', () => {
  render(<Report report={aReport} />)
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Summer party')
  expect(screen.getAllByRole('term').map((term) => term.parentElement?.textContent)).toEqual([
    ...['asked3', 'played2', 'declined0', 'undecided1', 'guests asked2', '+1s4'],
  ])
  const [head, ...rows] = within(screen.getByRole('table', { name: '' })).getAllByRole('row')
  expect(head?.textContent).toBe('TimeSongAsked by')
  expect(rows.map((row) => row.textContent)).toEqual([
    expect.stringMatching(/^\d\d:\d\dHalo — BeyoncéMia$/),
    '–Levelsa guest',
  ])
  expect(screen.queryByText(/the CSV has all/)).toBeNull()
})

test('a night without a request fits on paper, too', () => {
  const nothing = { requests: 0, topSongs: [], topArtists: [], played: [] }
  render(<Report report={{ ...aReport, ...nothing, busy: { unit: 'hour', bars: [] } }} />)
  expect(screen.getByText('Nothing was played by Cueline in this night.')).toBeTruthy()
  expect(screen.queryByRole('table')).toBeNull()
})
