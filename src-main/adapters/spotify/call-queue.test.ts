import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CallLane } from '../../core/spotify/call-window.ts'
import type { SpotifyAnswer } from '../../core/spotify/problem.ts'
import { handClock } from '../../testing/hand-clock.ts'
import { createCallQueue, type Reply } from './call-queue.ts'

function setUp() {
  const time = handClock()
  const queue = createCallQueue(time)
  const started: string[] = []
  const goOn = new Map<string, () => void>()
  const sentAt: number[] = []
  let most = { command: 0, read: 0, catalogue: 0 }
  const now = { command: 0, read: 0, catalogue: 0 }

  /** A call that goes on until it is let, or for so many milliseconds. */
  function ask(
    name: string,
    lane: CallLane,
    { share = null as string | null, lasts = null as number | null } = {},
  ) {
    return queue.run({
      lane,
      share,
      async work(turn) {
        now[lane] += 1
        most = { ...most, [lane]: Math.max(most[lane], now[lane]) }
        const problem = await turn()
        if (problem !== null) {
          now[lane] -= 1
          return { ok: false, problem }
        }
        started.push(name)
        sentAt.push(time.clock())
        await new Promise<void>((resolve) => {
          if (lasts === null) goOn.set(name, resolve)
          else if (lasts === 0) resolve()
          else time.after(lasts, resolve)
        })
        now[lane] -= 1
        return answer(name)
      },
    })
  }

  return {
    ...time,
    queue,
    ask,
    started,
    sentAt,
    most: () => most,
    async letGo(name: string) {
      goOn.get(name)?.()
      await time.settle()
    },
  }
}

function answer(body: string): SpotifyAnswer<Reply> {
  return { ok: true, value: { status: 200, headers: {}, body, at: 0 } }
}

function bodies(answers: readonly SpotifyAnswer<Reply>[]): string[] {
  return answers.map((one) => (one.ok ? one.value.body : one.problem.kind))
}

describe('the queue of calls', () => {
  it('carries out commands one by one, in the order in which they were asked for', async () => {
    const { ask, started, letGo, settle } = setUp()
    const all = ['pause', 'next', 'play'].map((name) => ask(name, 'command'))
    await settle()
    expect(started).toEqual(['pause'])
    await letGo('pause')
    expect(started).toEqual(['pause', 'next'])
    await letGo('next')
    await letGo('play')
    expect(bodies(await Promise.all(all))).toEqual(['pause', 'next', 'play'])
  })

  it('reads two things at once at most, the player before searches', async () => {
    const { ask, started, letGo, settle } = setUp()
    ask('search 1', 'catalogue')
    ask('search 2', 'catalogue')
    ask('player', 'read')
    ask('devices', 'read')
    await settle()
    expect(started).toEqual(['search 1', 'player'])
    await letGo('search 1')
    expect(started).toEqual(['search 1', 'player', 'devices'])
    await letGo('player')
    expect(started).toEqual(['search 1', 'player', 'devices', 'search 2'])
  })

  it('lets no search that hangs keep a command or the player waiting', async () => {
    const { ask, started, settle } = setUp()
    for (let guest = 0; guest < 10; guest += 1) ask(`search ${guest}`, 'catalogue')
    ask('player', 'read')
    ask('pause', 'command')
    await settle()
    expect(started).toEqual(['search 0', 'player', 'pause'])
  })

  it('asks once for all who want the same at the same time, and anew afterwards', async () => {
    const { ask, started, letGo, settle } = setUp()
    const all = [1, 2, 3].map((one) => ask(`search ${one}`, 'catalogue', { share: '/search?q=abba' }))
    await settle()
    await letGo('search 1')
    expect(bodies(await Promise.all(all))).toEqual(['search 1', 'search 1', 'search 1'])
    ask('search 4', 'catalogue', { share: '/search?q=abba' })
    await settle()
    expect(started).toEqual(['search 1', 'search 4'])
  })

  it('does not show after a command what was read before it', async () => {
    const { ask, letGo, settle } = setUp()
    const before = ask('before', 'read', { share: '/me/player' })
    await settle()
    const paused = ask('pause', 'command')
    await settle()
    await letGo('pause')
    await paused
    const afterwards = ask('afterwards', 'read', { share: '/me/player' })
    const shared = ask('shared', 'read', { share: '/me/player' })
    await settle()
    for (const name of ['afterwards', 'before']) await letGo(name)
    expect(bodies(await Promise.all([before, afterwards, shared]))).toEqual([
      'before',
      'afterwards',
      'afterwards',
    ])
  })

  it('frees its place when a call fails', async () => {
    const { ask, queue, started, settle } = setUp()
    const failing = queue.run({
      lane: 'command',
      share: null,
      work: () => Promise.reject(new Error('a bug')),
    })
    await expect(failing).rejects.toThrow('a bug')
    ask('next', 'command')
    await settle()
    expect(started).toEqual(['next'])
  })
})

describe('the window', () => {
  it('refuses at once what is due in more than three seconds, and says when', async () => {
    const { ask, pass, clock } = setUp()
    const begun = clock()
    for (let call = 0; call < 25; call += 1) await ask(`${call}`, 'command', { lasts: 0 })
    await pass(26_999)
    expect(await ask('early', 'command', { lasts: 0 })).toEqual({
      ok: false,
      problem: { kind: 'rate-limited', until: begun + 30_000, ours: true },
    })
    await pass(1)
    const patient = ask('patient', 'command', { lasts: 0 })
    await pass(3_000)
    expect(bodies([await patient])).toEqual(['patient'])
  })

  it('refuses at once those behind the ones that fill it', async () => {
    const { ask, started, pass } = setUp()
    const all = Array.from({ length: 40 }, (_, guest) => ask(`${guest}`, 'catalogue', { lasts: 200 }))
    const refused = await Promise.all(all.slice(16))
    expect(new Set(bodies(refused))).toEqual(new Set(['rate-limited']))
    await pass(5_000)
    expect(started.length).toBe(10)
  })

  it('lets the DJ pause while a room searches', async () => {
    const { ask, pass } = setUp()
    for (let guest = 0; guest < 60; guest += 1) ask(`${guest}`, 'catalogue', { lasts: 100 })
    await pass(10_000)
    expect(bodies([await ask('pause', 'command', { lasts: 0 })])).toEqual(['pause'])
    expect(bodies([await ask('player', 'read', { lasts: 0 })])).toEqual(['player'])
  })

  it('holds for any night: never more than 25 in 30 seconds, never two commands at once', async () => {
    const lanes = fc.constantFrom<CallLane>('command', 'read', 'catalogue')
    const night = fc.array(
      fc.record({
        lane: lanes,
        pause: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3_000 })),
        lasts: fc.integer({ min: 1, max: 9_000 }),
      }),
      { maxLength: 120 },
    )
    await fc.assert(
      fc.asyncProperty(night, async (calls) => {
        const { ask, pass, sentAt, most } = setUp()
        const all = []
        for (const [at, { lane, pause, lasts }] of calls.entries()) {
          if (pause > 0) await pass(pause)
          all.push(ask(String(at), lane, { lasts }))
        }
        await pass(24 * 3_600_000)
        await Promise.all(all)
        for (const at of sentAt) {
          expect(sentAt.filter((other) => other > at - 30_000 && other <= at).length).toBeLessThanOrEqual(25)
        }
        expect(most().command).toBeLessThanOrEqual(1)
        expect(most().catalogue).toBeLessThanOrEqual(1)
        expect(most().read).toBeLessThanOrEqual(2)
      }),
      { numRuns: 40, endOnFailure: true },
    )
  })
})

describe('when Spotify wants to be left alone', () => {
  it('nothing goes before, of whatever lane; what is due soon waits', async () => {
    const { ask, queue, started, pass, clock } = setUp()
    const until = clock() + 4 * 3_600_000
    queue.leaveAlone(until)
    for (const lane of ['command', 'read', 'catalogue'] as const)
      expect(await ask(lane, lane)).toEqual({ ok: false, problem: { kind: 'rate-limited', until } })
    await pass(4 * 3_600_000 - 3_000)
    const soon = ask('soon', 'command', { lasts: 0 })
    await pass(2_999)
    expect(started).toEqual([])
    await pass(1)
    expect(bodies([await soon])).toEqual(['soon'])
  })

  it('what waited already is answered too, without a call', async () => {
    const { ask, queue, letGo, started, settle, clock } = setUp()
    const first = ask('first', 'command')
    const second = ask('second', 'command')
    await settle()
    queue.leaveAlone(clock() + 60_000)
    await letGo('first')
    expect(bodies(await Promise.all([first, second]))).toEqual(['first', 'rate-limited'])
    expect(started).toEqual(['first'])
  })

  it('a shorter wait does not end a longer one', async () => {
    const { ask, queue, clock } = setUp()
    queue.leaveAlone(clock() + 60_000)
    queue.leaveAlone(clock() + 1_000)
    expect(bodies([await ask('any', 'read')])).toEqual(['rate-limited'])
  })
})

describe('close', () => {
  it('answers all who wait, and lets nothing go any more', async () => {
    const { ask, queue, letGo, started, settle, clock, waiting } = setUp()
    const under = ask('under way', 'command')
    const behind = ask('behind', 'command')
    await settle()
    queue.leaveAlone(clock() + 2_000)
    const soon = ask('soon', 'read')
    await settle()
    queue.close()
    expect(bodies(await Promise.all([behind, soon, ask('late', 'read')]))).toEqual([
      'not-connected',
      'not-connected',
      'not-connected',
    ])
    await letGo('under way')
    expect(bodies([await under])).toEqual(['under way'])
    expect(started).toEqual(['under way'])
    expect(waiting()).toBe(0)
  })
})
