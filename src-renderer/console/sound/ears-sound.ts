import { createMixer } from './mixer.ts'

type Ears = {
  /** The song came to its end by itself. */
  readonly onEnded: () => void
  readonly onFailed: () => void
}

/** Milliseconds after which a song whose length is not known begins. */
const usualStart = 60

/** What the DJ hears alone: one song at a time, from its first third, where it sounds like itself. */
export function createEarsSound({ onEnded, onFailed }: Ears) {
  const mixer = createMixer()
  const element = new Audio()
  const plug = mixer.plug(element)

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
      await mixer.sendTo(output)
      await mixer.wake()
      plug.open()
      element.src = `/api/sound/${trackId}`
      await element.play().catch(() => {})
    },
    stop(): void {
      element.pause()
      element.removeAttribute('src')
      element.load()
    },
  }
}
