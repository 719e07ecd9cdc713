import { expect, type Page } from '@playwright/test'

type Shown = {
  readonly phase: string
  readonly event: { readonly version: number; readonly pin: string }
  readonly lan: { readonly joinUrl: string }
  readonly displayLink: { readonly here: string; readonly screens: number }
  readonly requests: readonly Row[]
  readonly queue: readonly Row[]
}

type Row = {
  readonly id: string
  readonly version: number
  readonly title: string
  readonly rejectReason: string | null
}

type Bridge = {
  readonly cueline: {
    call(name: string, input: unknown): Promise<{ readonly ok: boolean }>
    onView(listener: (view: never) => void): void
  }
}

/** The DJ's powers without the DJ's screen: commands through the console's own door. */
export function djOn(console: Page) {
  async function call(name: string, input: object): Promise<void> {
    const outcome = await console.evaluate(
      ([command, given]) => (globalThis as unknown as Bridge).cueline.call(command, given),
      [name, input] as const,
    )
    if (!outcome.ok) throw new Error(`${name}: ${JSON.stringify(outcome)}`)
  }

  /** What the console shows of the open night. */
  function view(): Promise<Shown> {
    return console.evaluate(
      () =>
        new Promise<Shown>((done) => {
          const { cueline } = globalThis as unknown as Bridge
          cueline.onView((shown: Shown) => {
            if (shown.phase === 'night') done(shown)
          })
        }),
    )
  }

  /** What a phone was told reaches the console a moment later. */
  async function request(title: string): Promise<Pick<Row, 'id' | 'version'>> {
    let found: Row | undefined
    await expect(async () => {
      const { requests, queue } = await view()
      found = [...requests, ...queue].find((each) => each.title === title)
      expect(found, `somebody asked for ${title}`).toBeDefined()
    }).toPass({ timeout: 15_000 })
    return { id: found?.id ?? '', version: found?.version ?? 0 }
  }

  return {
    call,
    view,
    /** A change of the event's settings, on its present version. */
    update: async (change: object) => call('event.update', { version: (await view()).event.version, change }),
    status: async (status: 'offline' | 'standby' | 'live') =>
      call('event.setStatus', { version: (await view()).event.version, status }),
    approve: async (title: string) => call('request.approve', await request(title)),
    decline: async (title: string, reason: string) =>
      call('request.decline', { ...(await request(title)), reason }),
    play: async (title: string) => call('playback.start', await request(title)),
  }
}
