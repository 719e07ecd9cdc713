import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import type { NightView } from '../../../src-main/contract/console-view.ts'

type Answer = { readonly ok: boolean; readonly value?: unknown; readonly error?: { readonly code: string } }
type Bridged = {
  readonly cueline: {
    call(name: string, input: unknown): Promise<Answer>
    onView(listener: (view: unknown) => void): () => void
  }
  latest: unknown
}

export type Desk = ReturnType<typeof createDesk>

/** The DJ's desk: commands by the console's own page, as its buttons give them. */
export function createDesk(page: Page) {
  const call = async (name: string, input: object = {}): Promise<unknown> => {
    const answer = await page.evaluate(
      ([command, given]) => (globalThis as unknown as Bridged).cueline.call(command, given),
      [name, input] as const,
    )
    if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`)
    return answer.value
  }
  const phase = () => page.evaluate(() => (globalThis as unknown as Bridged).latest)

  async function night(): Promise<NightView> {
    const view = (await phase()) as NightView
    if (view?.phase !== 'night') throw new Error('no night is open')
    return view
  }

  /** Changes settings of the night by the version it has now; the page knows the new one after it. */
  async function update(change: object): Promise<void> {
    const { version } = (await night()).event
    await call('event.update', { version, change })
    while ((await night()).event.version === version) await new Promise((resolve) => setTimeout(resolve, 20))
  }

  return {
    call,
    night,
    update,
    /** Has the page keep each view that comes. */
    async watch(): Promise<void> {
      await page.evaluate(() => {
        const bridged = globalThis as unknown as Bridged
        bridged.cueline.onView((view) => {
          bridged.latest = view
        })
      })
    },
    async tell(text: string): Promise<void> {
      await call('notice.send', { id: randomUUID(), text, target: 'both', span: 10 })
    },
    /** A night that is live, with that folder's songs and no limits. Answers their ids. */
    async open(folder: string): Promise<readonly string[]> {
      await call('account.skip')
      await call('event.create', { title: 'Soak', catalogue: { kind: 'folder', path: folder } })
      for (;;) {
        const view = (await phase()) as NightView
        if (view.phase === 'night' && view.catalogue?.phase === 'ready') break
        await new Promise((resolve) => setTimeout(resolve, 200))
      }
      await update({ maxRequestsPerGuest: 0, repeatAfterMinutes: 0 })
      const version = (await night()).event.version
      await call('event.setStatus', { status: 'live', version })
      const ids = new Set<string>()
      for (const query of 'abcdefghijklmnopqrstuvwxyz') {
        const { tracks } = (await call('catalogue.search', { query })) as { tracks: { id: string }[] }
        for (const { id } of tracks) ids.add(id)
      }
      return [...ids]
    },
  }
}
