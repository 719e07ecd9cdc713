import { expect, test } from 'vitest'
import type { DisplayView } from '../../src-main/contract/console-view.ts'
import { createLinkLine, type LinkSocket, type LinkState } from './link-line.ts'
import type { ToldTime } from './room-time.ts'

/** A browser whose time runs when it is told to. */
function aBrowser() {
  const sockets: (LinkSocket & { closed: boolean; sent: unknown[] })[] = []
  const states: LinkState[] = []
  const views: DisplayView[] = []
  const times: ToldTime[] = []
  const timers: { at: number; run: () => void }[] = []
  let now = 0
  let reloads = 0
  const line = createLinkLine({
    open() {
      const socket = {
        closed: false,
        sent: [] as unknown[],
        onmessage: null,
        onclose: null,
        send: (data: unknown) => void socket.sent.push(data),
        close: () => {
          socket.closed = true
        },
      }
      sockets.push(socket)
      return socket
    },
    later(ms, run) {
      const timer = { at: now + ms, run }
      timers.push(timer)
      return () => {
        const at = timers.indexOf(timer)
        if (at >= 0) timers.splice(at, 1)
      }
    },
    random: () => 1,
    onView: (view) => views.push(view),
    onTime: (time) => times.push(time),
    onState: (state) => states.push(state),
    onNewPage: () => {
      reloads += 1
    },
  })
  const last = () => {
    const socket = sockets.at(-1)
    if (socket === undefined) throw new Error('nothing was opened')
    return socket
  }
  return {
    ...{ line, sockets, states, views, times, last },
    reloads: () => reloads,
    say: (data: unknown) =>
      (last().onmessage as ((event: unknown) => void) | null)?.({ data: JSON.stringify(data) }),
    hangUp: (code: number) => (last().onclose as ((event: unknown) => void) | null)?.({ code }),
    pass(ms: number) {
      const end = now + ms
      for (;;) {
        const next = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]
        if (next === undefined) break
        timers.splice(timers.indexOf(next), 1)
        now = next.at
        next.run()
      }
      now = end
    },
  }
}

const time = { at: 0, zone: null }
const aView = (n: number) => ({ page: '"one"', time, view: { n } })

test('it comes back by itself after a restart, and shows what there is', () => {
  const browser = aBrowser()
  browser.line.start()
  browser.say(aView(1))
  browser.hangUp(1006)
  browser.pass(600)
  expect(browser.sockets).toHaveLength(2)
  browser.hangUp(1006)
  browser.pass(5_000)
  browser.say(aView(2))
  expect(browser.views).toEqual([{ n: 1 }, { n: 2 }])
  expect(browser.times).toEqual([time, time])
  expect(browser.states).toEqual(['watching', 'watching'])
})

test('what may be long over is not shown for ever: after a while it says that it looks', () => {
  const browser = aBrowser()
  browser.line.start()
  browser.say(aView(1))
  for (let second = 0; second < 25; second++) {
    browser.hangUp(1006)
    browser.pass(1_000)
  }
  expect(browser.states).toEqual(['watching', 'away'])
  // A whole night without a laptop costs a try every five seconds.
  const tries = browser.sockets.length
  browser.pass(60_000)
  expect(browser.sockets.length - tries).toBeLessThan(15)
})

test('a line that hangs without a word is noticed', () => {
  const browser = aBrowser()
  browser.line.start()
  browser.say(aView(1))
  browser.pass(15_000)
  expect(browser.last().sent).toEqual(['ping'])
  browser.say({ type: 'pong' })
  browser.pass(15_000)
  browser.pass(9_000)
  expect(browser.sockets[0]?.closed).toBe(true)
  expect(browser.sockets.length).toBeGreaterThan(1)
})

test('a link that ended says so, and works again when that was taken back', () => {
  const browser = aBrowser()
  browser.line.start()
  browser.say(aView(1))
  browser.hangUp(4401)
  expect(browser.states.at(-1)).toBe('wrong')
  browser.pass(10_000)
  browser.say(aView(2))
  expect(browser.states.at(-1)).toBe('watching')
  browser.hangUp(4409)
  expect(browser.states.at(-1)).toBe('other')
  browser.pass(10_000)
  browser.say(aView(3))
  expect(browser.states.at(-1)).toBe('watching')
  browser.hangUp(4429)
  expect(browser.states.at(-1)).toBe('full')
})

test('a newer page is loaded, once the laptop has one', () => {
  const browser = aBrowser()
  browser.line.start()
  browser.say(aView(1))
  browser.hangUp(1006)
  browser.pass(1_000)
  browser.say({ page: '"two"', time, view: { n: 2 } })
  expect([browser.reloads(), browser.views]).toEqual([1, [{ n: 1 }]])
})
