import { expect, test } from 'vitest'
import { createClosing, createEnding, within } from './closing.ts'

function setUp({ live, answers }: { live: boolean; answers: boolean[] }) {
  const happened: string[] = []
  const closing = createClosing({
    isLive: () => live,
    ask: async () => {
      happened.push('asked')
      return answers.shift() ?? false
    },
    quit: () => happened.push('quit'),
  })
  return {
    closing,
    happened,
    /** `true` when the window stays for now. */
    attempt() {
      let stopped = false
      closing.onAttempt({
        preventDefault() {
          stopped = true
        },
      })
      return stopped
    },
  }
}
const soon = () => new Promise((resolve) => setImmediate(resolve))

test('offline it closes without a question', () => {
  const { attempt, happened } = setUp({ live: false, answers: [] })
  expect(attempt()).toBe(false)
  expect(happened).toEqual([])
})

test('live it asks once, however often one presses, and stays when told so', async () => {
  const { attempt, happened } = setUp({ live: true, answers: [false, false] })
  expect([attempt(), attempt()]).toEqual([true, true])
  await soon()
  expect(happened).toEqual(['asked'])
  expect(attempt()).toBe(true)
  await soon()
  expect(happened).toEqual(['asked', 'asked'])
})

test('told to close it quits, and is not asked again on the way out', async () => {
  const { attempt, happened } = setUp({ live: true, answers: [true] })
  attempt()
  await soon()
  expect(attempt()).toBe(false)
  expect(happened).toEqual(['asked', 'quit'])
})

test('when the computer shuts down there is no question', () => {
  const { closing, attempt, happened } = setUp({ live: true, answers: [] })
  closing.atOnce()
  expect(attempt()).toBe(false)
  expect(happened).toEqual(['quit'])
})

function anApp(happened: string[]) {
  return {
    close: async () => {
      happened.push('closed')
    },
    isHeldUp: () => false,
  }
}

test('before anything has begun the app just ends', () => {
  const ending = createEnding({ begun: () => null, exit: () => {}, patience: 1000 })
  let stopped = false
  ending.onQuit({
    preventDefault() {
      stopped = true
    },
  })
  expect([stopped, ending.isEnding()]).toEqual([false, false])
})

test('an app that ends while it is still starting closes what has started by then, once, and goes after that', async () => {
  const happened: string[] = []
  let hasStarted = (_: ReturnType<typeof anApp>) => {}
  const promise = new Promise<ReturnType<typeof anApp>>((resolve) => {
    hasStarted = resolve
  })
  const gone = new Promise<void>((done) => {
    const ending = createEnding({
      begun: () => promise,
      exit() {
        happened.push('gone')
        done()
      },
      patience: 60_000,
    })
    ending.onQuit({ preventDefault: () => happened.push('waits') })
    ending.onQuit({ preventDefault: () => happened.push('waits') })
    expect(ending.isEnding()).toBe(true)
  })
  await soon()
  expect(happened).toEqual(['waits', 'waits'])
  hasStarted(anApp(happened))
  await gone
  expect(happened).toEqual(['waits', 'waits', 'closed', 'gone'])
})

test('a start that fails or never comes to an end keeps the app no longer than its patience', async () => {
  for (const begun of [Promise.reject(new Error('no')), new Promise<never>(() => {})]) {
    await new Promise<void>((done) =>
      createEnding({ begun: () => begun, exit: () => done(), patience: 1 }).onQuit({ preventDefault() {} }),
    )
  }
})

test('what hangs does not keep the app from ending; what fails neither', async () => {
  expect(await within(new Promise(() => {}), 1)).toBe(false)
  expect(await within(Promise.resolve(), 1000)).toBe(true)
  expect(await within(Promise.reject(new Error('no')), 1000)).toBe(true)
})
