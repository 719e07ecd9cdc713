import { EventEmitter } from 'node:events'
import type { IpcMain, WebContents } from 'electron'
import { expect, test } from 'vitest'
import { done } from '../src-main/core/result.ts'
import { bindIpc, channels } from './ipc.ts'
import { createLateView } from './late-view.ts'
import { createPages } from './pages.ts'

/** A page as main sees it: what it was sent, and how it sends. */
function createContents(id: number) {
  const received: unknown[] = []
  const events = new EventEmitter()
  let gone = false
  const contents = {
    id,
    once: events.once.bind(events),
    isDestroyed: () => gone,
    isCrashed: () => false,
    send: (_channel: string, view: unknown) => received.push(view),
  } as unknown as WebContents
  return {
    contents,
    received,
    destroy() {
      gone = true
      events.emit('destroyed')
    },
  }
}

function setUp() {
  const console = createContents(1)
  const display = createContents(2)
  const views = {
    console: createLateView<unknown>('starting'),
    display: createLateView<unknown>('nothing'),
    sheet: createLateView<unknown>('blank'),
  }
  const calls: unknown[] = []
  let handler: (...parts: unknown[]) => Promise<unknown> = async () => null
  const bus = new EventEmitter()
  const ipcMain = {
    handle: (_channel: string, given: typeof handler) => {
      handler = given
    },
    on: bus.on.bind(bus),
  } as unknown as IpcMain
  bindIpc(ipcMain, {
    pages: createPages(null),
    contentsOf: (page) => (page === 'console' ? console : display).contents,
    call: async (name, input) => {
      calls.push([name, input])
      return done('answer')
    },
    views,
  })
  const from = (sender: WebContents, url: string, parent: object | null = null) => ({
    sender,
    senderFrame: { url, parent },
  })
  return {
    console,
    display,
    views,
    calls,
    from,
    call: (event: unknown, ...parts: unknown[]) => handler(event, ...parts),
    watch: (event: unknown) => bus.emit(channels.watch, event),
    follow: (event: unknown) => bus.emit(channels.follow, event),
  }
}

const consoleUrl = 'cueline://console/index.html'
const displayUrl = 'cueline://display/index.html'

test('the console’s command is carried out and answered', async () => {
  const { call, from, console, calls } = setUp()
  expect(await call(from(console.contents, consoleUrl), 'event.list', {})).toEqual(done('answer'))
  expect(calls).toEqual([['event.list', {}]])
})

test('strangers command nothing and see nothing', async () => {
  const { call, watch, follow, from, console, display, calls } = setUp()
  const strangers = [
    from(console.contents, 'https://evil.example/'),
    from(console.contents, 'about:blank'),
    from(console.contents, consoleUrl, { url: consoleUrl }),
    from(console.contents, displayUrl),
    from(display.contents, consoleUrl),
    from(createContents(9).contents, consoleUrl),
    { sender: console.contents, senderFrame: null },
  ]
  for (const stranger of strangers) {
    await expect(call(stranger, 'event.list', {})).rejects.toThrow('not allowed')
    watch(stranger)
    follow(stranger)
  }
  follow(from(display.contents, displayUrl))
  expect(calls).toEqual([])
  expect([...console.received, ...display.received]).toEqual([])
})

test('the display watches but commands nothing', async () => {
  const { call, watch, from, display } = setUp()
  await expect(call(from(display.contents, displayUrl), 'event.list', {})).rejects.toThrow('not allowed')
  watch(from(display.contents, displayUrl))
  expect(display.received).toEqual(['nothing'])
})

test('whoever watches gets the present view at once and each later one, until its window is gone', () => {
  const { watch, from, console, views } = setUp()
  watch(from(console.contents, consoleUrl))
  const listeners = new Set<(view: unknown) => void>()
  const source = {
    current: () => 'night',
    subscribe(listener: (view: unknown) => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  views.console.follow(source)
  for (const listener of listeners) listener('later')
  expect(console.received).toEqual(['starting', 'night', 'later'])
  console.destroy()
  for (const listener of listeners) listener('too late')
  expect(console.received).toHaveLength(3)
})

test('a page that was loaded anew is told once, not twice', () => {
  const { watch, from, console, views } = setUp()
  watch(from(console.contents, consoleUrl))
  watch(from(console.contents, consoleUrl))
  views.console.follow({ current: () => 'night', subscribe: () => () => {} })
  expect(console.received).toEqual(['starting', 'starting', 'night'])
})

test('whoever follows gets everything once and then what differs; who follows again begins anew', () => {
  const { follow, from, console, views } = setUp()
  let push = (_view: unknown): void => {}
  const night = { phase: 'night', guests: 3, queue: [{ id: 'a' }] }
  views.console.follow({
    current: () => night,
    subscribe(listener) {
      push = listener
      return () => {}
    },
  })
  follow(from(console.contents, consoleUrl))
  push({ ...night, guests: 4 })
  follow(from(console.contents, consoleUrl))
  const all = {
    whole: true,
    parts: { phase: 'night', guests: 3 },
    lists: { queue: { order: { at: 0, gone: 0, ids: ['a'] }, rows: [{ id: 'a' }] } },
  }
  expect(console.received).toEqual([all, { whole: false, parts: { guests: 4 }, lists: {} }, all])
})
