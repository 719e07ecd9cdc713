/** What is recorded in the display's page: parts of it run there, so each brings all that it needs. */

export type Recorded = {
  /** Each frame that took longer than 50 milliseconds: how long, and for how long of it nothing else could happen. */
  readonly longFrames: readonly { readonly duration: number; readonly blocking: number }[]
  /** Milliseconds between two frames, while they were watched. */
  readonly gaps: readonly number[]
  /** What was announced: each piece of text by itself, titles among them. */
  readonly announced: readonly string[]
}

type Element = { readonly textContent: string | null; readonly childElementCount: number }

/** What the functions below use of the page they run in. */
type InPage = {
  readonly soak: Recorded
  readonly document: { readonly body: Element; querySelectorAll(selector: string): Iterable<Element> }
  readonly MutationObserver: new (listener: () => void) => { observe(element: Element, what: object): void }
  readonly PerformanceObserver: new (
    listener: (list: {
      getEntries(): readonly { readonly duration: number; readonly blockingDuration: number }[]
    }) => void,
  ) => { observe(what: object): void }
  requestAnimationFrame(listener: (now: number) => void): void
}

/** Begins in the page; announcements and long frames are noted from here on. */
export function beginRecording(): void {
  const { document, MutationObserver, PerformanceObserver } = globalThis as unknown as InPage
  const soak = {
    longFrames: [] as Recorded['longFrames'][number][],
    gaps: [] as number[],
    announced: [] as string[],
  }
  Object.assign(globalThis, { soak })
  new PerformanceObserver((list) => {
    for (const { duration, blockingDuration } of list.getEntries())
      soak.longFrames.push({ duration, blocking: blockingDuration })
  }).observe({ type: 'long-animation-frame' })
  const known = new Set<string>()
  const note = () => {
    for (const { textContent, childElementCount } of document.querySelectorAll('[role="status"] *')) {
      const text = childElementCount === 0 ? (textContent ?? '') : ''
      if (!known.has(text)) soak.announced.push(text)
      known.add(text)
    }
  }
  new MutationObserver(note).observe(document.body, { childList: true, subtree: true, characterData: true })
}

/** In the page: notes the time between frames for so long. Not always: asking for frames makes them. */
export async function watchFrames(milliseconds: number): Promise<void> {
  const { soak, requestAnimationFrame } = globalThis as unknown as InPage
  const gaps = soak.gaps as number[]
  const until = performance.now() + milliseconds
  await new Promise<void>((done) => {
    let last = 0
    const frame = (now: number) => {
      if (last > 0) gaps.push(now - last)
      last = now
      if (now < until) requestAnimationFrame(frame)
      else done()
    }
    requestAnimationFrame(frame)
  })
}

/** In the page: all that was recorded. */
export function recorded(): Recorded {
  return (globalThis as unknown as InPage).soak
}
