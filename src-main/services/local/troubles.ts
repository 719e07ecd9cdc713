import { type LocalTrouble, whyNotHere } from '../../core/local/own-file.ts'
import type { Request } from '../../core/request.ts'
import type { createSoundFiles } from './sound-file.ts'

type Files = Pick<ReturnType<typeof createSoundFiles>, 'isThere'>

/** Why songs can't be played here: by what they are, or found out by trying. */
export function createTroubles(files: Files) {
  /** By request id. */
  const found = new Map<string, LocalTrouble>()

  return {
    of: ({ id, track }: Request): LocalTrouble | null => whyNotHere(track) ?? found.get(id) ?? null,
    /** It was tried, and in vain. */
    hasFailed: (id: string): boolean => found.has(id),
    set: (id: string, trouble: LocalTrouble) => void found.set(id, trouble),
    forget: (id: string) => found.delete(id),

    /** What is wrong with a song that could not be played. */
    async look({ id, track }: Request): Promise<LocalTrouble> {
      const trouble = (await files.isThere(track.id)) ? 'unreadable' : 'missing'
      found.set(id, trouble)
      return trouble
    },

    /** A drive that was away may be back by now. */
    async lookAgain({ id, track }: Request): Promise<void> {
      const before = found.get(id)
      const mayBeBack = before === 'missing' || before === 'no-answer'
      if (mayBeBack && (await files.isThere(track.id))) found.delete(id)
    },
  }
}
