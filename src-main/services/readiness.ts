import { DatabaseProblem } from '../../db/database-problem.ts'
import type { Health } from '../contract/console-view.ts'
import type { ReadinessLine, ReadinessPart, ReadinessView } from '../contract/readiness.ts'
import type { Event } from '../core/event.ts'
import type { CatalogueState, Clock, Log, TrialPhone } from './ports.ts'

type Step = (say: (words: string) => void) => Promise<Health>

type Deps = {
  readonly trial: {
    open(like: Pick<Event, 'id' | 'userId'>): Promise<Event>
    hasArrived(requestId: string): boolean
    wipe(): Promise<void>
  }
  readonly phoneAt: (url: string) => TrialPhone
  /** Where guests find the page; `null` while nobody can reach it. */
  readonly url: () => string | null
  readonly songs: () => CatalogueState
  /** How the parts are that are watched all the time. `null`: not used tonight. */
  readonly health: () => Readonly<
    Record<'network' | 'music' | 'display' | 'clock', Health> & { spotify: Health | null }
  >
  readonly disk: () => Promise<Health>
  /** Holds this computer awake for a moment; `null` where nobody can. */
  readonly canStayAwake: (() => boolean) | null
  readonly clock: Clock
  readonly log: Log
  readonly touch: () => void
}

export type Readiness = ReturnType<typeof createReadiness>

/** One of them is in some song's name, whatever the music is. */
const commonLetters = ['e', 'a', 'o', 'i', 'u', 'n', 's', '1']
const wish = { title: 'A song to try the way', artist: 'Readiness check' } as const

/** Tries for real what a night needs, one thing after the other, and leaves nothing behind. */
export function createReadiness(deps: Deps) {
  const { trial, phoneAt, clock, log, touch } = deps
  let eventId: string | null = null
  let view: ReadinessView | null = null

  function set(part: ReadinessPart, line: Omit<ReadinessLine, 'part'>): void {
    if (view === null) return
    const lines = view.lines.map((old) => (old.part === part ? { part, ...line } : old))
    view = { ...view, lines }
    touch()
  }

  async function take(part: ReadinessPart, step: Step): Promise<void> {
    const say = (words: string) => set(part, { state: 'running', words })
    say('Trying…')
    try {
      set(part, await step(say))
    } catch (error) {
      log.warn('A part of the readiness check failed', { part, error })
      set(part, { state: 'down', words: wordsOf(part, error) })
    }
  }

  function steps(event: Event): readonly (readonly [ReadinessPart, Step])[] {
    let night: Event | null = null
    const { spotify } = deps.health()
    const { canStayAwake } = deps
    const health = deps.health
    return [
      [
        'database',
        async () => {
          const began = performance.now()
          night = await trial.open(event)
          return ok(`Written and read back in ${since(began)}.`)
        },
      ],
      ['disk', () => deps.disk()],
      ['music', async () => health().music],
      ['page', () => openPage(event)],
      ['request', (say) => tryRequest(night, say)],
      ['display', async () => health().display],
      ...(canStayAwake === null ? [] : ([['awake', async () => awake(canStayAwake())]] as const)),
      ...(spotify === null ? [] : ([['spotify', async () => health().spotify ?? spotify]] as const)),
      ['clock', async () => health().clock],
    ]
  }

  /** The page at the address that the code holds, by the network, as a phone gets it. */
  async function openPage(event: Event): Promise<Health> {
    const { network } = deps.health()
    const url = deps.url()
    if (url === null || network.state === 'down') return network
    const began = performance.now()
    const found = await phoneAt(url).open()
    if (found !== event.id) {
      return { state: 'down', words: `At ${url} there is another night. Is another Cueline open?` }
    }
    if (network.state !== 'ok') return network
    return ok(
      `${url} answers in ${since(began)}. Whether the wifi lets phones through, only a phone can tell.`,
    )
  }

  /** All the way of a guest, from the code to the inbox and back to the phone. */
  async function tryRequest(night: Event | null, say: (words: string) => void): Promise<Health> {
    const url = deps.url()
    if (night === null) return { state: 'down', words: 'Needs the database.' }
    if (url === null) return { state: 'down', words: 'Needs a network.' }
    const began = performance.now()
    const phone = phoneAt(url)
    say('Joining as a guest…')
    await phone.join(night.config.bypassToken, 'Readiness check')
    const line = await phone.listen()
    try {
      say('Searching for a song…')
      const song = await findSong(phone)
      say('Asking for it…')
      const id = await phone.ask(song === null ? { wish } : { trackId: song.id })
      if (!trial.hasArrived(id)) return { state: 'down', words: 'It was taken, and did not reach the inbox.' }
      say('Waiting for the phone to hear of it…')
      await line.hears(id)
      const what = song === null ? 'A wish' : `“${song.title}”`
      return ok(`${what} was asked for, reached an inbox, and was wiped, in ${since(began)}.`)
    } finally {
      line.close()
    }
  }

  async function findSong(phone: TrialPhone) {
    const songs = deps.songs()
    if (songs.phase !== 'ready' || songs.songs === 0) return null
    for (const letter of commonLetters) {
      const [first] = await phone.search(letter)
      if (first) return first
    }
    return null
  }

  async function run(event: Event): Promise<void> {
    const all = steps(event)
    const lines = all.map(([part]) => ({ part, state: 'waiting', words: '' }) as const)
    eventId = event.id
    view = { running: true, at: view?.at ?? null, lines: [...lines] }
    touch()
    try {
      for (const [part, step] of all) await take(part, step)
    } finally {
      await trial.wipe().catch((error) => log.warn('A check is wiped at the next start', { error }))
      view = { ...view, running: false, at: clock() }
      touch()
    }
  }

  return {
    /** Begins, if none is under way. */
    check(event: Event): void {
      if (view?.running) return
      void run(event).catch((error) => log.error('The readiness check ended early', { error }))
    },
    /** Of this night; `null` when it was not checked since the app was opened. */
    view: (id: string): ReadinessView | null => (id === eventId ? view : null),
  }
}

function ok(words: string): Health {
  return { state: 'ok', words }
}

function awake(held: boolean): Health {
  return held
    ? ok('This computer stays awake while the night is live.')
    : {
        state: 'attention',
        words: 'The system may put this computer to sleep. Turn sleep off in its settings for tonight.',
      }
}

function since(began: number): string {
  return `${Math.max(1, Math.round(performance.now() - began))} ms`
}

/** What to do about a part that failed in a way that nobody foresaw; how it failed is in the log. */
const failed: Partial<Record<ReadinessPart, string>> = {
  database: 'The night could not be written. Restart Cueline, then check again.',
  disk: 'The disk could not be looked at. Restart Cueline, then check again.',
  page: 'The page for guests does not open. Restart Cueline, then check again.',
  request: 'A request would not come through. Restart Cueline, then check again.',
}

function wordsOf(part: ReadinessPart, error: unknown): string {
  const usual = failed[part] ?? 'This could not be tried. Check again.'
  if (!(error instanceof Error)) return usual
  if (error instanceof DatabaseProblem && error.message !== error.problem) return error.message
  if (error.name === 'TimeoutError')
    return 'The answer was too slow. Give this computer a moment, then check again.'
  return error.message === 'fetch failed'
    ? 'Nobody answers at the address in the code. Look at the network of this computer, then check again.'
    : usual
}
