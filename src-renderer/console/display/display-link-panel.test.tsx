import { cleanup, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { done } from '../../../src-main/core/result.ts'
import { aNight } from '../testing/builders.ts'
import { renderConsole } from '../testing/render-console.tsx'

afterEach(cleanup)

const displayLink = {
  here: 'http://localhost:4747/display#k7mq-3wxe-9ahd',
  lan: 'http://192.168.1.20:4747/display#k7mq-3wxe-9ahd',
  screens: 0,
}

async function openPanel() {
  const console_ = renderConsole(aNight({ displayLink, displayOpen: true }), {
    'display.newLink': () => done(),
    'display.takeBackLink': () => done(),
  })
  await console_.person.click(screen.getByRole('button', { name: 'Display' }))
  await console_.person.click(await screen.findByRole('button', { name: 'In OBS or on a TV' }))
  return console_
}

test('the links are there to copy and scan, and how many watch is told as it changes', async () => {
  const { show } = await openPanel()
  expect(screen.getByText('http://localhost:4747/display?background=none#k7mq-3wxe-9ahd')).toBeTruthy()
  expect(screen.getByText(displayLink.lan)).toBeTruthy()
  expect(screen.getByRole('img', { name: 'QR code of the display link' })).toBeTruthy()
  expect(screen.getByText('Nobody watches by this link now.')).toBeTruthy()
  await show(aNight({ displayLink: { ...displayLink, screens: 3 } }))
  expect(screen.getByText('3 screens watch by this link now.')).toBeTruthy()
})

test('a new link is made by one click, and taken back by the key', async () => {
  const { person, asked } = await openPanel()
  await person.click(screen.getByRole('button', { name: 'New link' }))
  expect(asked('display.newLink')).toEqual([{}])
  await screen.findByRole('button', { name: 'Undo' })
  await person.keyboard('r')
  expect(asked('display.takeBackLink')).toEqual([{}])
})
