import type { Mixer } from './mixer.ts'

export type Deck = ReturnType<typeof createDeck>

export type DeckEvents = {
  readonly onEnded: (deck: Deck) => void
  /** It can't be played: no such file, or no music. */
  readonly onFailed: (deck: Deck) => void
}

let loads = 0

/** Plays one song at a time, and can hold it ready. */
export function createDeck(mixer: Mixer, { onEnded, onFailed }: DeckEvents) {
  const element = new Audio()
  element.preload = 'auto'
  const plug = mixer.plug(element)
  let song: string | null = null
  /** Tells a pause that is under way whether somebody wants sound again. */
  let wanted = false

  const deck = {
    /** The request that it holds. */
    song: () => song,
    playing: () => wanted,
    /** It should sound, and its file has nothing more to give for now. */
    isStarved: () => wanted && element.readyState < HTMLMediaElement.HAVE_FUTURE_DATA && !element.ended,
    positionMs: () => Math.round(element.currentTime * 1000),
    load(next: { readonly requestId: string; readonly trackId: string }): void {
      wanted = false
      song = next.requestId
      loads += 1
      // Under an address that failed, Chromium keeps the failure for a quarter of a minute though the file is back.
      element.src = `/api/sound/${next.trackId}?${loads}`
      element.load()
    },
    /** Lets go of its file, too. */
    clear(): void {
      wanted = false
      if (song === null) return
      song = null
      element.pause()
      element.removeAttribute('src')
      element.load()
    },
    seek(positionMs: number): void {
      element.currentTime = positionMs / 1000
    },
    play(): void {
      wanted = true
      plug.open()
      // What keeps it from playing is told by `error`; that a later wish has overtaken this one is nobody's business.
      element.play().catch(() => {})
    },
    pause(): void {
      if (!wanted) return
      wanted = false
      void plug.close().then(() => {
        if (!wanted) element.pause()
      })
    },
  }

  element.addEventListener('ended', () => song !== null && wanted && onEnded(deck))
  element.addEventListener('error', () => song !== null && onFailed(deck))
  return deck
}
