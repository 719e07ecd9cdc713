import type { Live } from '../../live.ts'
import type { Playback } from '../playback.ts'
import type { Catalogue, Clock, Log } from '../ports.ts'
import type { Session } from '../session.ts'
import type { MachineSettings } from '../settings.ts'
import type { After } from '../spotify/ports.ts'
import { createLocalPlayer } from './player.ts'
import { createSoundFiles } from './sound-file.ts'
import { createSoundMemory } from './sound-memory.ts'

type Deps = {
  readonly live: Live
  readonly session: Session
  readonly settings: MachineSettings
  readonly playback: Playback
  /** The DJ's own songs. */
  readonly catalogue: Catalogue
  readonly clock: Clock
  readonly after: After
  readonly log: Log
}

/** Playing the DJ's own files from this computer. */
export function createLocal(deps: Deps) {
  const { live, session, log } = deps
  const listeners = new Set<() => void>()
  const files = createSoundFiles(deps)
  const memory = createSoundMemory({
    ...deps,
    changed: () => listeners.forEach((listener) => void listener()),
  })
  const player = createLocalPlayer({ ...deps, files, memory })

  return {
    player,
    memory,
    files,
    /** Follows the open night and who is signed in from now on; `changed` is called when this machine sounds otherwise. */
    start(changed: () => void): () => Promise<void> {
      listeners.add(changed)
      const undoes = [live.subscribe(player.follow), session.subscribe(player.follow)]
      void memory
        .load()
        .catch((error) => log.warn('How it sounded was not read', { error }))
        .then(player.follow)
        .then(changed)
      return async () => {
        for (const undo of undoes) undo()
        listeners.delete(changed)
        await memory.flush()
      }
    },
  }
}

export type Local = ReturnType<typeof createLocal>
