import { z } from 'zod'
import { noticeSpans, noticeTargets } from '../core/notice.ts'
import { type Command, command } from './command.ts'
import { limits } from './limits.ts'
import { noInput, nothing, uuid } from './shapes.ts'

/** What the DJ tells the room of the open night. */

const aNotice = z.strictObject({ id: uuid })

export const noticeCommands = {
  /** Shows a line at once. The same id again is the same notice. */
  'notice.send': command(
    z.strictObject({
      id: uuid,
      text: z.string().max(limits.noticeInput),
      target: z.enum(noticeTargets),
      /** How long it stays, in seconds; `null` until it is removed. */
      span: z.literal(noticeSpans),
    }),
    nothing,
  ),
  'notice.remove': command(aNotice, nothing),
  /** The undo of that, within ten seconds: it stays as long as it still had. */
  'notice.restore': command(aNotice, nothing),
  /** The last ten lines of this DJ, in any night; the latest first. */
  'notice.lines': command(noInput, z.object({ lines: z.array(z.string()) })),
} as const satisfies Record<string, Command>
