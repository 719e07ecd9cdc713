import { expect, test } from 'vitest'
import { createSettings, type Settings } from './settings.ts'

function setUp(first: unknown = {}) {
  let kept = first
  const file = {
    read: async () => kept,
    write: async (value: unknown) => {
      kept = JSON.parse(JSON.stringify(value))
    },
  }
  return { open: () => createSettings(file) }
}

const display: Settings['display'] = {
  kind: 'monitor',
  monitor: { label: 'EPSON', x: 1440, y: 0, width: 1920, height: 1080 },
}

test('the display’s monitor is remembered beside everything else', async () => {
  const { open } = setUp()
  expect((await open().read()).display).toEqual({ kind: 'best' })
  const settings = open()
  await Promise.all([settings.write({ adapter: 'wlan0' }), settings.write({ display })])
  expect(await open().read()).toMatchObject({ adapter: 'wlan0', display })
})

test('a monitor that can not be read is found by itself, and takes nothing else along', async () => {
  const { open } = setUp({ adapter: 'wlan0', display: { kind: 'monitor', monitor: 'the left one' } })
  expect(await open().read()).toMatchObject({ adapter: 'wlan0', display: { kind: 'best' } })
})
