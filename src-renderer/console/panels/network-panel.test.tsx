import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { LanView } from '../../../src-main/contract/lan-view.ts'
import { done, type Result, refuse } from '../../../src-main/core/result.ts'
import { aNight } from '../testing/builders.ts'
import type { Answers } from '../testing/fake-bridge.ts'
import { renderConsole } from '../testing/render-console.tsx'

afterEach(cleanup)

const wifi = { adapter: 'Wi-Fi', address: '192.168.1.20', kind: 'wireless', routed: true } as const
const cable = { adapter: 'enp3s0', address: '10.0.0.9', kind: 'wired', routed: false } as const
const tunnel = { adapter: 'wg0', address: '10.7.0.2', kind: 'virtual', routed: false } as const
const party = {
  name: 'Party',
  security: 'wpa',
  hidden: false,
  password: 'dance with me',
  code: 'WIFI:T:WPA;S:Party;P:dance with me;;',
} as const

async function openNetwork(lan: Partial<LanView> = {}, answers: Answers = {}) {
  const night = aNight({ lan })
  const rendered = renderConsole(night, answers)
  await rendered.person.click(screen.getByRole('button', { name: /^Network/ }))
  const panel = within(await screen.findByRole('dialog', { name: 'Network' }))
  return { ...rendered, panel, showLan: (next: Partial<LanView>) => rendered.show(aNight({ lan: next })) }
}

test('the dot opens the address, by number and by name', async () => {
  const { panel } = await openNetwork({ nameUrl: 'http://cueline.local:4747' })
  expect(panel.getByText('192.168.1.20:4747')).toBeTruthy()
  expect(panel.getByText('cueline.local:4747')).toBeTruthy()
})

test('the DJ chooses the network by what it is, and can leave it to us again', async () => {
  const { person, panel, asked, showLan } = await openNetwork({ addresses: [wifi, cable, tunnel] })
  expect(panel.getByRole('radio', { name: 'Find it by itself', checked: true })).toBeTruthy()
  expect(panel.getByText(/it leads to the internet/)).toBeTruthy()
  await person.click(panel.getByRole('radio', { name: 'Cable (enp3s0)' }))
  expect(asked('lan.choose')).toEqual([{ adapter: 'enp3s0' }])
  await showLan({ addresses: [wifi, cable, tunnel], chosen: 'enp3s0' })
  expect(panel.getByRole('radio', { name: 'Cable (enp3s0)', checked: true })).toBeTruthy()
  expect(panel.getByRole('radio', { name: 'VPN or virtual machine (wg0)' })).toBeTruthy()
  await person.click(panel.getByRole('radio', { name: 'Find it by itself' }))
  expect(asked('lan.choose')[1]).toEqual({ adapter: null })
})

test('a chosen adapter that is gone stays chosen, and says so', async () => {
  const { panel } = await openNetwork({ chosen: 'Ethernet', chosenMissing: true })
  expect(panel.getByRole('radio', { name: 'Ethernet', checked: true })).toBeTruthy()
  expect(panel.getByText(/used again as soon as it is back/)).toBeTruthy()
})

test('the test with a phone: code, arrival, time; it ends with the panel', async () => {
  const { person, panel, asked, showLan } = await openNetwork()
  await person.click(panel.getByRole('button', { name: 'Test with a phone' }))
  expect(asked('lan.startSelfTest')).toHaveLength(1)
  const url = 'http://192.168.1.20:4747/self-test/token'
  await showLan({ selfTest: { url, seen: [], diagnosis: null } })
  expect(panel.getByRole('img', { name: 'QR code for the test' })).toBeTruthy()
  await showLan({ selfTest: { url, seen: [{ phone: 'iPhone', roundTripMs: null }], diagnosis: null } })
  expect(panel.getByText('Seen: iPhone, measuring…')).toBeTruthy()
  await showLan({ selfTest: { url, seen: [{ phone: 'iPhone', roundTripMs: 41.2 }], diagnosis: null } })
  expect(panel.getByText('Seen: iPhone, 41 ms')).toBeTruthy()
  await person.keyboard('{Escape}')
  expect(asked('lan.stopSelfTest')).toHaveLength(1)
})

test('a panel without a test has none to end', async () => {
  const { person, asked } = await openNetwork()
  await person.keyboard('{Escape}')
  expect(asked('lan.stopSelfTest')).toEqual([])
})

test('a phone that does not arrive leaves words on what to try', async () => {
  const diagnosis = {
    happened: 'Nothing arrived.',
    tips: ['Is the phone in the same wifi?', 'Ask the venue.'],
  }
  const { panel } = await openNetwork({ selfTest: { url: 'http://192.168.1.20/x', seen: [], diagnosis } })
  expect(panel.getByRole('alert').textContent).toContain('Nothing arrived.')
  expect(within(panel.getByRole('alert')).getAllByRole('listitem')).toHaveLength(2)
})

test('the wifi is entered once; what no phone could join is said where it was typed', async () => {
  let answer: Result<null> = refuse('wifi-password')
  const { person, panel, asked, showLan } = await openNetwork({}, { 'lan.setWifi': () => answer })
  await person.click(panel.getByRole('button', { name: 'Enter the wifi' }))
  await person.type(panel.getByLabelText('Name of the wifi'), 'Party')
  await person.type(panel.getByLabelText('Password of the wifi'), 'short{Enter}')
  expect(panel.getByRole('alert').textContent).toMatch(/WPA wants 8 to 63/)
  answer = done()
  await person.clear(panel.getByLabelText('Password of the wifi'))
  await person.type(panel.getByLabelText('Password of the wifi'), 'dance with me{Enter}')
  expect(asked('lan.setWifi')[1]).toEqual({
    wifi: { name: 'Party', security: 'wpa', password: 'dance with me', hidden: false },
  })
  await showLan({ wifi: party })
  expect(panel.getByRole('img', { name: 'QR code to join the wifi' })).toBeTruthy()
  await person.click(panel.getByRole('button', { name: 'Change' }))
  await person.click(panel.getByRole('button', { name: 'Save the wifi' }))
  expect(asked('lan.setWifi')[2]).toEqual({
    wifi: { name: 'Party', security: 'wpa', password: null, hidden: false },
  })
})

test('an open network has no password to type', async () => {
  const { person, panel, asked } = await openNetwork()
  await person.click(panel.getByRole('button', { name: 'Enter the wifi' }))
  await person.type(panel.getByLabelText('Name of the wifi'), 'Free')
  await person.selectOptions(panel.getByLabelText('Security'), 'No password')
  await person.click(panel.getByRole('button', { name: 'Save the wifi' }))
  expect(asked('lan.setWifi')).toEqual([
    { wifi: { name: 'Free', security: 'open', password: null, hidden: false } },
  ])
})

test('both codes stand beside each other where guests are told how to join', async () => {
  const { person } = renderConsole(aNight({ lan: { wifi: party } }))
  await person.click(screen.getByRole('button', { name: /PIN.*4827/ }))
  const panel = within(await screen.findByRole('dialog', { name: 'How guests join' }))
  expect(panel.getByRole('img', { name: 'QR code to join the wifi' })).toBeTruthy()
  expect(panel.getByRole('img', { name: 'QR code to join' })).toBeTruthy()
  expect(panel.getByText('1. The wifi')).toBeTruthy()
})

test('paper is saved where the DJ says; without an address there is none', async () => {
  const { person, panel, asked, showLan } = await openNetwork(
    {},
    { 'shell.saveSheet': () => done('/home/anna/poster.pdf') },
  )
  await person.click(panel.getByRole('button', { name: 'Poster (A4)' }))
  expect(asked('shell.saveSheet')).toEqual([{ kind: 'poster' }])
  expect(await screen.findByText('Saved as /home/anna/poster.pdf')).toBeTruthy()
  await showLan({ url: null, joinUrl: null, inUse: null })
  expect(panel.getByRole<HTMLButtonElement>('button', { name: 'Table cards' }).disabled).toBe(true)
})

test('a door without a port can be tried again from here', async () => {
  const down = { state: 'down', words: 'Other programs use these network ports.' } as const
  const night = aNight({ lan: { closed: true, url: null, joinUrl: null, port: null } })
  const { person, asked } = renderConsole({ ...night, health: { ...night.health, network: down } })
  await person.click(screen.getByRole('button', { name: 'Network: not working' }))
  await person.click(screen.getByRole('button', { name: 'Try again' }))
  expect(asked('lan.retry')).toHaveLength(1)
})

test('a change of the network is said wherever the DJ is, each time', async () => {
  const words = 'The network changed: this computer is now at 192.168.7.9. Guests scan the new code.'
  const { show } = renderConsole(aNight())
  await show(aNight({ lan: { change: { words, at: 1 } } }))
  expect(await screen.findByText(words)).toBeTruthy()
})
