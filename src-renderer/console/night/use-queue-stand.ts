import type { ConsoleRequest } from '../../../src-main/contract/console-view.ts'
import { useNight } from '../state/context.tsx'

/** What tonight's player means for a song that waits. */
export type QueueStand = {
  /** Spotify has it already: it comes next whatever the order here, and stays where it is. */
  readonly isHandedOver: boolean
  /** It was passed over, or waits for the DJ's own hands: why, in words. */
  readonly problem: string | null
  readonly isPassedOver: boolean
  /** Only who was there knows whether it played. */
  readonly maybeHeard: boolean
}

export function useQueueStand({ id }: ConsoleRequest): QueueStand {
  const isHandedOver = useNight(({ spotify }) => spotify.handedOver === id)
  const isWaitedFor = useNight(({ spotify }) => spotify.waitsFor === id)
  const passedOver = useNight(
    ({ spotify }) => spotify.passedOver.find(({ requestId }) => requestId === id) ?? null,
  )
  const left = useNight(({ player }) => player.left.find(({ requestId }) => requestId === id)?.words ?? null)
  return {
    isHandedOver,
    isPassedOver: passedOver !== null,
    maybeHeard: passedOver?.maybeHeard === true,
    problem: passedOver?.words ?? (isWaitedFor ? 'Not at Spotify: play it by hand' : left),
  }
}
