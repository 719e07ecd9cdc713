import { useStore } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import calm from './calm.module.css'
import { Display } from './display.tsx'
import { useDrift } from './drift.ts'
import type { LinkState } from './link-line.ts'
import { Mark } from './mark.tsx'
import { NowBar } from './now-bar.tsx'
import type { DisplayStore } from './store.ts'

/** What the link asks for beside the display itself. */
export type LinkOptions = {
  /** Laid over another picture. */
  readonly overlay: boolean
  /** What plays, at the lower edge, and nothing else. */
  readonly nowOnly: boolean
}

export type LinkPageProps = {
  readonly store: DisplayStore
  readonly link: StoreApi<LinkState>
  readonly options: LinkOptions
}

/** `?background=none` (or `?transparent`) and `?show=now`. */
export function linkOptions(search: string): LinkOptions {
  const asked = new URLSearchParams(search)
  return {
    overlay: asked.get('background') === 'none' || asked.has('transparent'),
    nowOnly: asked.get('show') === 'now',
  }
}

const problems: Partial<Record<LinkState, readonly [title: string, words: string]>> = {
  wrong: [
    'This link shows nothing now',
    'Copy the display link in Cueline again: Display, then “In OBS or on a TV”.',
  ],
  other: [
    'Another DJ’s night is open',
    'This display comes back by itself as soon as its DJ is on again at this computer.',
  ],
  full: ['Twenty screens are open already', 'Close one that nobody needs; this one comes by itself then.'],
  away: ['Looking for Cueline', 'The display comes back by itself as soon as the DJ’s computer answers.'],
}

/** The display in a browser, or why there is none. */
export function LinkPage({ store, link, options }: LinkPageProps) {
  const state = useStore(link)
  const problem = problems[state]
  if (problem === undefined)
    return options.nowOnly ? <NowBar store={store} /> : <Display store={store} overlay={options.overlay} />
  // Over somebody's stream what comes back by itself says nothing; a link that will not work has to be mended.
  if ((state === 'away' || state === 'other') && (options.overlay || options.nowOnly)) return null
  return <Problem title={problem[0]} words={problem[1]} />
}

function Problem({ title, words }: { readonly title: string; readonly words: string }) {
  return (
    <main className={calm.problem} style={useDrift()}>
      <div className={calm.calm} role="status">
        <Mark className={calm.smallMark} />
        <h1 className={calm.problemTitle}>{title}</h1>
        <p className={calm.line}>{words}</p>
      </div>
    </main>
  )
}
