import { expect, test } from 'vitest'
import { createKeychain } from '../adapters/keychain.ts'
import type { Log } from './ports.ts'
import { createSettings } from './settings.ts'
import { createVenueWifi } from './wifi.ts'

const quiet: Log = { info() {}, warn() {}, error() {} }

function aMachine() {
  let kept: unknown = {}
  const file = {
    read: async () => kept,
    write: async (value: unknown) => {
      kept = value
    },
  }
  const settings = createSettings(file)
  const keychain = createKeychain({ service: 'Cueline', memory: true, log: quiet })
  return {
    start: () => createVenueWifi({ settings, keychain, touch() {} }),
    settings,
    written: () => JSON.stringify(kept),
    keychain,
  }
}

const party = { name: 'Party', security: 'wpa', password: 'dance with me', hidden: false } as const

test('is kept on this machine, its password in the keychain alone', async () => {
  const machine = aMachine()
  await machine.settings.write({ adapter: 'Wi-Fi' })
  expect(await machine.start().set(party)).toMatchObject({ ok: true })
  expect(machine.written()).not.toContain('dance')
  const next = machine.start()
  await next.load()
  expect(next.view()).toMatchObject({ name: 'Party', code: 'WIFI:T:WPA;S:Party;P:dance with me;;' })
  expect((await machine.settings.read()).adapter).toBe('Wi-Fi')
})

test('the password stays when only the name changes', async () => {
  const wifi = aMachine().start()
  await wifi.set(party)
  await wifi.set({ ...party, name: 'Party 5G', password: null })
  expect(wifi.view()?.code).toBe('WIFI:T:WPA;S:Party 5G;P:dance with me;;')
})

test('what no phone could join is refused and changes nothing', async () => {
  const wifi = aMachine().start()
  expect(await wifi.set({ ...party, password: null })).toMatchObject({ error: { code: 'wifi-password' } })
  await wifi.set(party)
  expect(await wifi.set({ ...party, password: 'short' })).toMatchObject({ error: { code: 'wifi-password' } })
  expect(await wifi.set({ ...party, name: '' })).toMatchObject({ error: { code: 'wifi-name' } })
  expect(wifi.view()).toMatchObject(party)
})

test('an open network and no network leave no password behind', async () => {
  const machine = aMachine()
  const wifi = machine.start()
  await wifi.set(party)
  await wifi.set({ ...party, security: 'open', password: null })
  expect(wifi.view()).toMatchObject({ password: null, code: 'WIFI:T:nopass;S:Party;;' })
  expect(await machine.keychain.get('wifi-password')).toBeNull()
  await wifi.set(null)
  expect(wifi.view()).toBeNull()
})

test('a password that the keychain lost leaves the name, and no code that would fail', async () => {
  const machine = aMachine()
  await machine.start().set(party)
  await machine.keychain.remove('wifi-password')
  const next = machine.start()
  await next.load()
  expect(next.view()).toMatchObject({ name: 'Party', password: null, code: null })
})
