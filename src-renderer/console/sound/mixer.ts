/** A context can be sent to another output; the compiler's library does not know it yet. */
type SendableContext = AudioContext & { setSinkId(id: string): Promise<void> }

export type Mixer = ReturnType<typeof createMixer>

/** Seconds in which a change of loudness is heard as such and not as a click. */
const soft = 0.008

/** One output with one knob, into which decks play. Made when the first sound is wanted. */
export function createMixer() {
  const context = new AudioContext({ latencyHint: 'interactive' }) as SendableContext
  const knob = context.createGain()
  knob.connect(context.destination)

  function turn(gain: GainNode, to: number): void {
    gain.gain.setTargetAtTime(to, context.currentTime, soft)
  }

  return {
    /** From 0 to 1. */
    setVolume: (volume: number) => turn(knob, volume),
    /** `id` of an output, empty for the system's; rejects when there is no such output. */
    sendTo: (id: string): Promise<void> => context.setSinkId(id),
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
