import { EventEmitter } from 'node:events'
import type { BrowserWindow, BrowserWindowConstructorOptions, Rectangle } from 'electron'
import { afterEach, expect, test, vi } from 'vitest'
import type { DisplayChoice } from '../src-main/contract/display-commands.ts'
import { createDisplay } from './display-window.ts'
import { identify, type Monitor } from './known-monitor.ts'

function monitor(id: number, label: string, x: number, width = 1920, height = 1080): Monitor {
  return { id, label, bounds: { x, y: 0, width, height }, internal: id === 1, scaleFactor: id === 1 ? 2 : 1 }
}

const laptop = monitor(1, 'Built-in', 0, 1440, 900)
const projector = monitor(2, 'EPSON', 1440)
const wall = monitor(3, 'BenQ', 3360, 3840, 2160)

/** A window as the system has it: where it is, and whether it fills its monitor. */
function createWindow({
  x = 40,
  y = 40,
  width = 0,
  height = 0,
  fullscreen,
}: BrowserWindowConstructorOptions) {
  const events = new EventEmitter()
  const page = new EventEmitter()
  const state = {
    ...{ bounds: { x, y, width, height }, full: fullscreen === true, gone: false },
    ...{ moves: 0, loads: 0 },
  }
  const close = () => {
    state.gone = true
    events.emit('closed')
  }
  const window = {
    once: events.once.bind(events),
    on: events.on.bind(events),
    async loadURL() {
      state.loads += 1
    },
    isFocused: () => false,
    showInactive() {},
    destroy: close,
    isFullScreen: () => state.full,
    getBounds: () => state.bounds,
    setFullScreen(full: boolean) {
      state.full = full
    },
    setBounds(bounds: Rectangle) {
      state.bounds = bounds
      state.moves += 1
    },
    setSize(width: number, height: number) {
      state.bounds = { ...state.bounds, width, height }
    },
    center() {},
    webContents: {
      on: page.on.bind(page),
      capturePage: async () => ({
        isEmpty: () => false,
        resize: () => ({ toJPEG: () => Buffer.from('picture') }),
      }),
    },
  } as unknown as BrowserWindow
  const crash = () => page.emit('render-process-gone', {}, { reason: 'crashed' })
  const press = async (key: string, more: object = {}) => {
    page.emit('before-input-event', {}, { type: 'keyDown', key, isAutoRepeat: false, ...more })
    await new Promise(setImmediate)
  }
  return { window, state, close, crash, press }
}

function setUp(...first: Monitor[]) {
  const events = new EventEmitter()
  let monitors = first
  let watched = false
  const windows: ReturnType<typeof createWindow>[] = []
  const told: { open: boolean; blank: boolean }[] = []
  const display = createDisplay({
    screen: {
      getAllDisplays: () => monitors,
      getPrimaryDisplay: () => laptop,
      on: events.on.bind(events),
    } as unknown as Electron.Screen,
    preload: '/app/preload.cjs',
    icon: undefined,
    url: 'cueline://display/index.html',
    makeWindow(options) {
      const made = createWindow(options)
      windows.push(made)
      return made.window
    },
    consoleFocus: { has: () => true, take() {} },
    onCrash: () => {},
    isWatched: () => watched,
    consoleBounds: () => ({ x: 100, y: 50, width: 1200, height: 800 }),
    onChange: (state) => told.push(state),
  })
  const seen = () => {
    const last = windows.at(-1)?.state
    return last === undefined || last.gone ? null : last
  }
  return {
    display,
    windows,
    seen,
    last: () => told.at(-1),
    watch(by: boolean) {
      watched = by
    },
    connect(...next: Monitor[]) {
      const more = next.length > monitors.length
      monitors = next
      events.emit(more ? 'display-added' : 'display-removed')
    },
    change(changed: readonly string[], ...next: Monitor[]) {
      monitors = next
      events.emit('display-metrics-changed', {}, next[0], changed)
    },
  }
}

afterEach(() => {
  vi.useRealTimers()
})

const best: DisplayChoice = { kind: 'best' }
const choose = (chosen: Monitor) => ({ kind: 'monitor', monitor: identify(chosen) }) as const

test('the display opens on the chosen monitor, and moves when another is chosen', () => {
  const { display, seen, windows } = setUp(laptop, projector, wall)
  expect(seen()).toBeNull()
  display.begin(choose(projector))
  expect(seen()).toMatchObject({ bounds: projector.bounds, full: true })
  display.setChoice(choose(wall))
  expect(seen()).toMatchObject({ bounds: wall.bounds, full: true })
  display.open()
  display.setChoice({ kind: 'window' })
  expect(seen()).toMatchObject({ bounds: { width: 1280, height: 720 }, full: false })
  expect(windows).toHaveLength(1)
})

test('unplugged and back again, under another number, it is on the chosen monitor as before', () => {
  const { display, seen, connect } = setUp(laptop, projector, wall)
  display.begin(choose(projector))
  connect(laptop, wall)
  expect(seen()?.bounds).toEqual(wall.bounds)
  connect(laptop)
  expect(seen()).toBeNull()
  connect(laptop, wall, { ...projector, id: 42 })
  expect(seen()).toMatchObject({ bounds: projector.bounds, full: true })
})

test('another resolution is filled; a taskbar that comes and goes moves nothing', () => {
  const { display, seen, change } = setUp(laptop, projector)
  display.begin(best)
  const smaller = monitor(2, 'EPSON', 1440, 1280, 720)
  change(['bounds', 'workArea'], laptop, smaller)
  expect(seen()).toMatchObject({ bounds: smaller.bounds, full: true, moves: 1 })
  const window = seen()
  if (window) window.full = false
  change(['workArea'], laptop, smaller)
  expect(seen()).toMatchObject({ full: false, moves: 1 })
})

test('a window that the system moves while another monitor comes or goes fills its own again', () => {
  const { display, seen, connect } = setUp(laptop, projector)
  display.begin(best)
  for (const monitors of [
    [laptop, projector, wall],
    [laptop, projector],
  ]) {
    const window = seen()
    if (window) Object.assign(window, { bounds: { x: 0, y: 0, width: 800, height: 600 }, full: false })
    connect(...monitors)
    expect(seen()).toMatchObject({ bounds: projector.bounds, full: true })
  }
})

test('after sleep a window that was moved or made small fills its monitor again, a good one is left alone', () => {
  const { display, seen } = setUp(laptop, projector)
  display.begin(best)
  display.putRight()
  expect(seen()?.moves).toBe(0)
  const window = seen()
  if (window) Object.assign(window, { bounds: { x: 0, y: 0, width: 800, height: 600 }, full: false })
  display.putRight()
  expect(seen()).toMatchObject({ bounds: projector.bounds, full: true, moves: 1 })
})

test('a page that ends is loaded anew at once; one that ends again at once, a moment later', async () => {
  vi.useFakeTimers()
  const { display, windows, seen } = setUp(laptop, projector)
  display.begin(best)
  windows[0]?.crash()
  await vi.advanceTimersByTimeAsync(1)
  expect(seen()).toMatchObject({ bounds: projector.bounds, full: true, loads: 2 })
  windows[0]?.crash()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(seen()?.loads).toBe(2)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(seen()?.loads).toBe(3)
  windows[0]?.crash()
  windows[0]?.close()
  await vi.advanceTimersByTimeAsync(20_000)
  expect(windows[0]?.state.loads).toBe(3)
})

test('black outlasts an unplugging, and ends when the display is closed', () => {
  const { display, connect, last, windows } = setUp(laptop, projector)
  display.setBlank(true)
  expect(last()).toMatchObject({ open: false, blank: false })
  display.begin(best)
  display.setBlank(true)
  expect(last()).toMatchObject({ open: true, blank: true })
  connect(laptop)
  expect(last()).toMatchObject({ open: false, blank: true })
  connect(laptop, projector)
  expect(last()).toMatchObject({ open: true, blank: true })
  windows.at(-1)?.close()
  expect(last()).toMatchObject({ open: false, blank: false })
  display.open()
  display.setBlank(true)
  display.close()
  display.open()
  expect(last()).toMatchObject({ open: true, blank: false })
})

test('where the display was clicked, its key works; Escape closes it while no night is open', async () => {
  const { display, last, windows } = setUp(laptop, projector)
  display.begin(best)
  await windows[0]?.press('.')
  expect(last()).toMatchObject({ open: true, blank: true })
  await windows[0]?.press('.', { isAutoRepeat: true })
  await windows[0]?.press('.', { control: true })
  expect(last()).toMatchObject({ blank: true })
  await windows[0]?.press('.')
  expect(last()).toMatchObject({ blank: false })
  display.setNight(true)
  await windows[0]?.press('Escape')
  expect(last()).toMatchObject({ open: true })
  display.setNight(false)
  await windows[0]?.press('Escape')
  expect(last()).toMatchObject({ open: false })
})

test('closed before there was a night, it is there when one opens; closed in a night, it stays closed', () => {
  const { display, last, windows } = setUp(laptop, projector)
  display.begin(best)
  windows[0]?.close()
  expect(last()).toMatchObject({ open: false })
  display.setNight(true)
  expect(last()).toMatchObject({ open: true })
  windows[1]?.close()
  display.setNight(true)
  expect(last()).toMatchObject({ open: false })
})

test('what browsers show can be black without a window, and stays so when one closes', () => {
  const { display, last, watch } = setUp(laptop)
  watch(true)
  display.setBlank(true)
  expect(last()).toMatchObject({ open: false, blank: true })
  display.open()
  display.close()
  expect(last()).toMatchObject({ open: false, blank: true })
  watch(false)
  display.setBlank(false)
  expect(last()).toMatchObject({ blank: false })
})

test('a look tells the monitors in their own pixels, who is where, and what the room sees', async () => {
  const { display } = setUp(laptop, projector)
  expect(await display.look()).toMatchObject({ picture: null, choice: { kind: 'best' } })
  display.begin(choose(projector))
  const { picture, monitors } = await display.look()
  expect(picture).toBe(`data:image/jpeg;base64,${Buffer.from('picture').toString('base64')}`)
  expect(monitors).toEqual([
    {
      monitor: identify(laptop),
      size: { width: 2880, height: 1800 },
      builtIn: true,
      console: true,
      display: false,
      chosen: false,
    },
    {
      monitor: identify(projector),
      size: { width: 1920, height: 1080 },
      builtIn: false,
      console: false,
      display: true,
      chosen: true,
    },
  ])
})
