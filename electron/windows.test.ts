import { expect, test } from 'vitest'
import { consoleOptions, displayOptions } from './windows.ts'

const made = { preload: '/app/preload.cjs', icon: undefined }
const workArea = (width: number, height: number) => ({ x: 0, y: 0, width, height })
const onMonitor = { bounds: { x: 1920, y: 0, width: 3840, height: 2160 } }

test.each([
  ['console', consoleOptions({ ...made, workArea: workArea(1920, 1080) })],
  ['display', displayOptions({ ...made, monitor: null })],
  ['display on a monitor', displayOptions({ ...made, monitor: onMonitor })],
])('%s: the page is locked in and nothing flashes', (_, options) => {
  expect(options).toMatchObject({ show: false, backgroundColor: '#0b0d10' })
  expect(options.webPreferences).toMatchObject({
    preload: '/app/preload.cjs',
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
    spellcheck: false,
  })
})

test.each([
  [1920, 1080, 1440, 900],
  [1366, 768, 1366, 768],
  [800, 600, 1024, 700],
])('on a monitor of %d x %d the console is %d x %d', (width, height, wide, high) => {
  expect(consoleOptions({ ...made, workArea: workArea(width, height) })).toMatchObject({
    width: wide,
    height: high,
    minWidth: 1024,
    minHeight: 700,
  })
})

test('the console goes where it was', () => {
  const bounds = { x: 70, y: 50, width: 1200, height: 800 }
  expect(consoleOptions({ ...made, workArea: workArea(1920, 1080), bounds })).toMatchObject(bounds)
})

test('the display fills a monitor that it is given, else it is a window', () => {
  expect(displayOptions({ ...made, monitor: onMonitor })).toMatchObject({
    x: 1920,
    y: 0,
    width: 3840,
    height: 2160,
    fullscreen: true,
  })
  const window = displayOptions({ ...made, monitor: null })
  expect(window).toMatchObject({ width: 1280, height: 720 })
  expect(window).not.toHaveProperty('fullscreen')
})
