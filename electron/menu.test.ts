import { expect, test } from 'vitest'
import { menuTemplate } from './menu.ts'

const actions = { openDisplay() {}, closeDisplay() {}, showLogs() {} }
const text = (platform: NodeJS.Platform, packed: boolean) =>
  JSON.stringify(menuTemplate(platform, packed, actions))

test.each(['darwin', 'win32', 'linux'] as const)(
  '%s has copy and paste, zoom, window and about',
  (platform) => {
    const about = platform === 'darwin' ? 'appMenu' : 'about'
    for (const role of ['editMenu', 'zoomIn', 'resetZoom', 'togglefullscreen', 'windowMenu', 'help', about]) {
      expect(text(platform, true)).toContain(`"${role}"`)
    }
  },
)

test('the tools of developers are not in a packed app', () => {
  expect(text('linux', false)).toContain('toggleDevTools')
  expect(text('linux', true)).not.toMatch(/toggleDevTools|reload/i)
})
