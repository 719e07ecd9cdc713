import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import type { Desk } from './console.ts'
import type { createGuests } from './guests.ts'

type Scene = {
  readonly desk: Desk
  readonly display: Page
  readonly guests: ReturnType<typeof createGuests>
  readonly songs: readonly string[]
}

/** Milliseconds in which a change shows on the display, or it counts as missed. */
const showMs = 5_000
const crowd = 80
const queueLength = 12
const moods = ['night', 'warm', 'club', 'daylight'] as const

export type NightLog = {
  /** Changes whose effect was looked for on the display, and those that never came. */
  checked: number
  readonly missed: string[]
  /** Titles that the DJ accepted. */
  readonly accepted: string[]
  refused: number
}

/** An evening at ten times its speed: each call of `beat` is one second of it for us, ten for the room. */
export function createNight({ desk, display, guests, songs }: Scene) {
  const log: NightLog = { checked: 0, missed: [], accepted: [], refused: 0 }
  let next = 0

  async function expectShown(what: string, isShown: () => Promise<boolean>): Promise<void> {
    log.checked++
    const until = Date.now() + showMs
    while (Date.now() < until) {
      if (await isShown()) return
      await pause(50)
    }
    log.missed.push(what)
  }
  const text = () =>
    display
      .locator('body')
      .textContent()
      .then((all) => all ?? '')
  const shows = (what: string, words: string) => expectShown(what, async () => (await text()).includes(words))

  async function ask(count: number): Promise<void> {
    for (let turn = 0; turn < count; turn++) {
      const id = songs[next++ % songs.length]
      if (id && !(await guests.ask(id))) log.refused++
    }
  }

  /** Accepts all that waits, at once. */
  async function accept(): Promise<void> {
    const { requests } = await desk.night()
    const pending = requests.filter(({ status }) => status === 'pending')
    await Promise.all(pending.map(({ id, version }) => desk.call('request.approve', { id, version })))
    log.accepted.push(...pending.map(({ title }) => title))
  }

  async function anotherSong(): Promise<void> {
    if ((await desk.night()).queue.length === 0) return
    await desk.call('playback.next')
    const { nowPlaying } = await desk.night()
    if (nowPlaying)
      await expectShown(`${nowPlaying.title} plays`, async () => {
        const [title] = await display.locator('h1').allTextContents()
        return title === (await desk.night()).nowPlaying?.title
      })
  }

  async function turnOffAndOn(): Promise<void> {
    const { pages } = (await desk.night()).event
    await desk.update({ pages: { ...pages, display: false } })
    await expectShown('the display is off', async () => !(await text()).includes('Up next'))
    await desk.update({ pages: { ...pages, display: true } })
    await shows('the display is on again', 'Up next')
  }

  async function black(): Promise<void> {
    const isBlack = () => display.getByRole('region', { name: 'Black' }).isVisible()
    await desk.call('shell.blankDisplay', { blank: true })
    await expectShown('it is black', isBlack)
    await desk.call('shell.blankDisplay', { blank: false })
    await expectShown('it is black no longer', async () => !(await isBlack()))
  }

  async function tell(second: number): Promise<void> {
    const line = `Notice at ${second}`
    await desk.tell(line)
    await shows(line, line)
  }

  async function changeMood(second: number): Promise<void> {
    const mood = moods[Math.floor(second / 60) % moods.length] ?? 'night'
    await desk.update({ displayMood: mood, coverColours: second % 120 === 0 })
    await expectShown(
      `mood ${mood}`,
      async () => (await display.locator('html').getAttribute('data-mood')) === mood,
    )
  }

  async function join(): Promise<void> {
    await guests.join()
    await shows('a guest joined', `${guests.count()} guests here`)
  }

  async function vote(): Promise<void> {
    const [first] = (await desk.night()).queue
    if (first) await guests.vote(first.id)
  }

  /** What happens how often, in seconds. */
  const plan: readonly (readonly [number, (second: number) => Promise<unknown>])[] = [
    [20, anotherSong],
    [17, async () => (await desk.night()).queue.length < queueLength && ask(2).then(accept)],
    [240, async () => ask(12).then(accept)],
    [6, async () => guests.count() < crowd && join()],
    [5, vote],
    [70, tell],
    [60, changeMood],
    [110, turnOffAndOn],
    [170, black],
  ]

  return {
    log,
    /** Enough guests and songs to begin with. */
    async begin(): Promise<void> {
      for (let turn = 0; turn < 4; turn++) await guests.join()
      await ask(queueLength)
      await accept()
      await anotherSong()
    },
    async beat(second: number): Promise<void> {
      for (const [every, happens] of plan) if (second > 0 && second % every === 0) await happens(second)
    },
  }
}
