import type { MenuItemConstructorOptions } from 'electron'
import { expect, test, vi } from 'vitest'
import { menuTemplate } from './menu.ts'

function actions() {
  return {
    openDisplay: vi.fn(),
    closeDisplay: vi.fn(),
    showLogs: vi.fn(),
    showHome: vi.fn(),
    openPanel: vi.fn(),
    zoom: vi.fn(),
  }
}

type Item = MenuItemConstructorOptions

function itemsOf(platform: NodeJS.Platform, packed = true, does = actions()): readonly Item[] {
  const within = (item: Item): Item[] => [
    item,
    ...(Array.isArray(item.submenu) ? item.submenu : []).flatMap(within),
  ]
  return menuTemplate(platform, packed, does).flatMap(within)
}

const platforms = ['darwin', 'win32', 'linux'] as const

test.each(platforms)('%s has copy and paste, full screen, window, help and a way out', (platform) => {
  const roles = itemsOf(platform).map(({ role }) => role)
  expect(roles).toEqual(
    expect.arrayContaining(['editMenu', 'togglefullscreen', 'windowMenu', 'help', 'quit']),
  )
  expect(roles.filter((role) => role === 'quit')).toHaveLength(1)
})

test.each(platforms)('on %s each way to a panel, a folder or a size is there once, and works', (platform) => {
  const does = actions()
  const items = itemsOf(platform, true, does)
  for (const label of [
    'About Cueline',
    'Settings of This Night…',
    'Ready to Go Live?',
    'Keyboard Shortcuts',
    'Show Cueline’s Folder',
    'Show the Log Files',
    'Open the Display',
    'Zoom In',
    'Zoom Out',
    'Actual Size',
  ]) {
    const [item, ...more] = items.filter((one) => one.label === label && one.visible !== false)
    expect(more, label).toEqual([])
    item?.click?.({} as never, undefined, {} as never)
  }
  expect(does.openPanel.mock.calls.flat().sort()).toEqual(['about', 'keys', 'readiness', 'settings'])
  expect(does.zoom.mock.calls.flat()).toEqual([1, -1, 0])
  expect([does.showHome, does.showLogs, does.openDisplay].map(({ mock }) => mock.calls.length)).toEqual([
    1, 1, 1,
  ])
})

test.each(platforms)('on %s no two items share a key, and zoom works from any keyboard', (platform) => {
  const keys = itemsOf(platform).flatMap(({ accelerator }) => (accelerator ? [accelerator] : []))
  expect(new Set(keys).size).toBe(keys.length)
  expect(keys).toEqual(
    expect.arrayContaining([
      'CmdOrCtrl+Plus',
      'CmdOrCtrl+=',
      'CmdOrCtrl+-',
      'CmdOrCtrl+0',
      'CmdOrCtrl+numadd',
    ]),
  )
})

test('macOS has About and Settings in the app’s own menu, others in Help and File', () => {
  const [mac] = menuTemplate('darwin', true, actions())
  expect(mac?.role).toBe('appMenu')
  expect(JSON.stringify(mac)).toMatch(/About Cueline.*Settings/)
  const [file] = menuTemplate('linux', true, actions())
  expect(JSON.stringify(file)).toContain('Settings')
})

test('the tools of developers are not in a packed app', () => {
  const text = (packed: boolean) => JSON.stringify(itemsOf('linux', packed))
  expect(text(false)).toContain('toggleDevTools')
  expect(text(true)).not.toMatch(/toggleDevTools|reload/i)
})
