import type { Log } from '../ports.ts'
import { type MachineSettings, type SoundSettings, usualSound } from '../settings.ts'
import type { After } from '../spotify/ports.ts'

/** What is heard changes many times a second while a knob is turned: it is written after this pause, in milliseconds. */
const settleMs = 1_000

export type SoundMemory = ReturnType<typeof createSoundMemory>

type Deps = {
  readonly settings: MachineSettings
  readonly after: After
  readonly log: Log
  readonly changed: () => void
}

/** How this machine sounds and where it was: known at once, kept a moment later. */
export function createSoundMemory({ settings, after, log, changed }: Deps) {
  let sound = usualSound
  let cancel: (() => void) | null = null

  function write(): Promise<void> {
    cancel?.()
    cancel = null
    return settings.write({ sound }).catch((error) => log.warn('How it sounds is not kept yet', { error }))
  }

  function keep(change: Partial<SoundSettings>): void {
    sound = { ...sound, ...change }
    cancel ??= after(settleMs, () => void write())
  }

  return {
    settings: () => sound,
    async load(): Promise<void> {
      sound = (await settings.read()).sound
    },
    set(change: Partial<Omit<SoundSettings, 'place'>>): void {
      keep(change)
      changed()
    },
    keepPlace: (place: SoundSettings['place']) => keep({ place }),
    /** What is not written yet. */
    flush: async () => (cancel ? write() : undefined),
  }
}
