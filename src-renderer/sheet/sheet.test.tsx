import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { SheetView } from '../../src-main/contract/lan-view.ts'
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
