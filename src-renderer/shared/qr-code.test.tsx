// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { drawing, QrCode } from './qr-code.tsx'

afterEach(cleanup)

test('a code has four modules of quiet on every side', () => {
  const { path, side } = drawing('http://192.168.1.20:4747/#bp_example')
  const corners = [...path.matchAll(/M(\d+) (\d+)h(\d+)/g)].map(([, x, y, width]) => ({
    left: Number(x),
    top: Number(y),
    right: Number(x) + Number(width),
  }))
  expect(Math.min(...corners.map((bar) => bar.left))).toBe(4)
  expect(Math.min(...corners.map((bar) => bar.top))).toBe(4)
  expect(Math.max(...corners.map((bar) => bar.right))).toBe(side - 4)
})

test('a screen reader hears what the code is for', () => {
  render(<QrCode content="http://192.168.1.20:4747" label="QR code to join" />)
  expect(screen.getByRole('img', { name: 'QR code to join' })).toBeTruthy()
})
