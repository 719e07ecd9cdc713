import { z } from 'zod'
import { type Command, command } from './command.ts'
import { limits } from './limits.ts'
import { trackId } from './shapes.ts'
import { songRules } from './song-rules.ts'

const typed = z.string().trim().max(limits.wishInput)

/** Looking at rules before they are kept. */
export const rulesCommands = {
  /** What a guest who asks for this song now would be told under these rules. */
  'rules.try': command(
    z.strictObject({
      rules: songRules,
      song: z.union([
        z.strictObject({ trackId }),
        z.strictObject({ wish: z.strictObject({ title: typed, artist: typed }) }),
      ]),
    }),
    z.object({
      /** The song that was meant: of the catalogue, where it has what was typed. */
      title: z.string(),
      artist: z.string(),
      /** `null`: the song would be taken. */
      refusal: z.string().nullable(),
    }),
  ),
} as const satisfies Record<string, Command>
