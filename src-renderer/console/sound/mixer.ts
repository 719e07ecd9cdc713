/** A context can be sent to another output; the compiler's library does not know it yet. */
type SendableContext = AudioContext & { setSinkId(id: string | { readonly type: 'none' }): Promise<void> }

export type Mixer = ReturnType<typeof createMixer>

/** Seconds in which a change of loudness is heard as such and not as a click. */
const soft = 0.008

/** One output with one knob, into which decks play. Made when the first sound is wanted. */
export function createMixer() {
  const context = new AudioContext({ latencyHint: 'interactive' }) as SendableContext
  const knob = context.createGain()
  knob.connect(context.destination)

  let volume = 1
  /** `undefined`: to none that is known. */
  let sentTo: string | null | undefined = ''
  /** Whether that output is reached: until then nothing may be heard from the one before. */
  let reached = true

  function turn(gain: GainNode, to: number): void {
    gain.gain.setTargetAtTime(to, context.currentTime, soft)
  }

  return {
    /** From 0 to 1. */
    setVolume(next: number): void {
      volume = next
      if (reached) turn(knob, volume)
    },
    /** `id` of an output, empty for the system's, `null` for none; rejects when there is no such output. Nothing is heard on the way. */
    async sendTo(id: string | null): Promise<void> {
      if (id === sentTo) return
      sentTo = id
      reached = false
      knob.gain.cancelScheduledValues(context.currentTime)
      knob.gain.setValueAtTime(0, context.currentTime)
      try {
        await context.setSinkId(id ?? { type: 'none' })
      } catch (error) {
        if (id !== sentTo) return
        // The next word about it tries again.
        sentTo = undefined
        throw error
      }
      if (id !== sentTo) return
      reached = true
      turn(knob, volume)
    },
    wake: (): Promise<void> => context.resume(),
    /** A knob of its own for what `element` plays. */
    plug(element: HTMLAudioElement) {
      const own = context.createGain()
      context.createMediaElementSource(element).connect(own).connect(knob)
      return {
        open(): void {
          own.gain.cancelScheduledValues(context.currentTime)
          own.gain.setValueAtTime(1, context.currentTime)
        },
        /** Resolves when nothing is heard any more. */
        close(): Promise<void> {
          turn(own, 0)
          return new Promise((closed) => setTimeout(closed, soft * 5000))
        },
      }
    },
  }
}
