import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fakeClock, memoryBox, settle } from '../testing/fake-device.ts'
import { aTrack } from '../testing/fake-laptop.ts'
import { type Loss, nightInMemory } from '../testing/night-in-memory.ts'
import { makeUuid } from './device.ts'
import { createNight } from './night.ts'
import { readFound } from './read.ts'
import { blank, type State } from './state.ts'

/** One phone with two tabs through whatever the wifi, the laptop and the DJ do; each run by its own seed. */

function song(id: string) {
  const found = readFound(aTrack(id))
  if (!found) throw new Error('a song must be readable')
  return found
}

function aTab(night: ReturnType<typeof nightInMemory>, local: ReturnType<typeof memoryBox>) {
  const clock = fakeClock()
  let page = { alive: true }
  let state: State = blank
  let hidden = false

  function load() {
    page.alive = false
    clock.forget()
    const mine = { alive: true }
    page = mine
    state = blank
    return createNight(
      {
        ...night.door(() => mine.alive),
        local,
        later: (delay, run) => clock.later(delay, () => mine.alive && run()),
        random: () => 0.7,
        uuid: () => makeUuid((bytes) => crypto.getRandomValues(bytes)),
        now: clock.now,
        buzz: () => {},
        hidden: () => hidden,
        origin: 'http://192.168.1.5:4747',
        go: () => {},
      },
      '',
      (next) => {
        if (mine.alive) state = next
      },
    )
  }

  let phone = load()
  return {
    clock,
    state: () => state,
    night: () => phone,
    reload: async () => {
      phone = load()
      await settle()
    },
    /** In the pocket: the screen is off for that long, then on again. */
    sleep: async (milliseconds: number) => {
      hidden = true
      await clock.pass(milliseconds)
      hidden = false
      await phone.wake(milliseconds > 20_000)
      await settle()
    },
  }
}

type World = {
  readonly night: ReturnType<typeof nightInMemory>
  readonly tabs: readonly ReturnType<typeof aTab>[]
  readonly keys: () => readonly string[]
}
type Asked = Set<string>
type Step = fc.AsyncCommand<Asked, World>

function aWorld(): World {
  const night = nightInMemory()
  const local = memoryBox()
  local.set('cueline.token', night.token)
  return { night, tabs: [aTab(night, local), aTab(night, local)], keys: local.keys }
}

/** A command with what must hold after each: nothing is shown as sent that was not committed. */
function step(
  name: string,
  run: (world: World, asked: Asked) => Promise<unknown> | unknown,
  check: (asked: Asked) => boolean = () => true,
): Step {
  return {
    check,
    toString: () => name,
    async run(asked, world) {
      await run(world, asked)
      await settle()
      for (const { state } of world.tabs)
        for (const { id } of state().mine)
          expect(world.night.stored.has(id), `${name} shows ${id}`).toBe(true)
    },
  }
}

const which = fc.constantFrom(0, 1)
const steps = [
  fc.tuple(which, fc.constantFrom('a', 'b', 'c', 'd')).map(([tab, id]) =>
    step(
      `ask ${id} in ${tab}`,
      ({ tabs }, asked) => {
        const { state, night } = tabs[tab] ?? fail()
        if (state().phase !== 'in') return
        asked.add(id)
        night().ask(song(id), '')
      },
      (asked) => !asked.has(id),
    ),
  ),
  fc
    .constantFrom<Loss>('lost', 'answer-lost', 'busy', 'hotspot')
    .map((loss) => step(loss, ({ night }) => night.losses.push(loss))),
  fc.boolean().map((up) => step(up ? 'wifi' : 'no wifi', ({ night }) => night.setWifi(up))),
  fc.constant(step('restart', ({ night }) => night.restart())),
  fc
    .constantFrom('approved' as const, 'rejected' as const)
    .map((status) => step(status, ({ night }) => night.decide(status))),
  which.map((tab) => step(`reload ${tab}`, ({ tabs }) => tabs[tab]?.reload())),
  fc
    .tuple(which, fc.nat(90_000))
    .map(([tab, ms]) => step(`sleep ${tab} ${ms}`, ({ tabs }) => tabs[tab]?.sleep(ms))),
  fc.nat(30_000).map((ms) =>
    step(`pass ${ms}`, async ({ tabs }) => {
      for (const { clock } of tabs) await clock.pass(ms)
    }),
  ),
  which.map((tab) =>
    step(`take back in ${tab}`, async ({ tabs }) => {
      const { state, night } = tabs[tab] ?? fail()
      const pending = state().mine.find(({ status }) => status === 'pending')
      if (pending) await night().takeBack(pending)
    }),
  ),
]

function fail(): never {
  throw new Error('no such tab')
}

test('each tap is committed once and every screen ends as the laptop has it, whatever happens between', async () => {
  await fc.assert(
    fc.asyncProperty(fc.commands(steps, { size: '+1' }), async (commands) => {
      const world = aWorld()
      await settle()
      const asked: Asked = new Set()
      await fc.asyncModelRun(() => ({ model: asked, real: world }), commands)

      world.night.setWifi(true)
      world.night.losses.length = 0
      for (const { clock } of world.tabs) await clock.pass(5 * 60_000)
      const committed = [...world.night.stored.values()]
      expect(new Set(committed)).toEqual(asked)
      expect(committed).toHaveLength(asked.size)
      for (const { state } of world.tabs) {
        expect(state()).toMatchObject({ phase: 'in', reachable: true, lost: false })
        expect(state().sending.filter(({ refused }) => !refused)).toEqual([])
        const shown = state().mine.map(({ id, status }) => [id, status])
        expect(new Map(shown as never)).toEqual(
          new Map([...world.night.rows.values()].map(({ id, status }) => [id, status])),
        )
      }
      expect(world.keys().filter((key) => key.startsWith('cueline.out.'))).toEqual([])
    }),
    { numRuns: 100 },
  )
})
