import { createMixer } from './mixer.ts'

type Ears = {
  /** The song came to its end by itself. */
  readonly onEnded: () => void
  readonly onFailed: () => void
}

/** Seconds after which a song whose length is not known begins. */
const usualStart = 60

/** What the DJ hears alone: one song at a time, from its first third, where it sounds like itself. */
export function createEarsSound({ onEnded, onFailed }: Ears) {
  const mixer = createMixer()
  const element = new Audio()
  const plug = mixer.plug(element)
  /** Grows with each wish: an output takes its time, and the DJ may want something else meanwhile. */
  let wishes = 0

  element.addEventListener('loadedmetadata', () => {
    const { duration } = element
    element.currentTime = Number.isFinite(duration) ? duration / 3 : usualStart
  })
  element.addEventListener('ended', onEnded)
  element.addEventListener('error', () => element.hasAttribute('src') && onFailed())

  return {
    /** `output`: id of an output, empty for the system's. */
    async play(trackId: string, output: string): Promise<void> {
      element.pause()
      const wish = ++wishes
      await mixer.sendTo(output)
      await mixer.wake()
      if (wish !== wishes) return
      plug.open()
      element.src = `/api/sound/${trackId}`
      await element.play().catch(() => {})
    },
    stop(): void {
      wishes += 1
      element.pause()
      element.removeAttribute('src')
      element.load()
    },
  }
}
