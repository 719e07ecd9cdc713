import type { Guest } from '../core/guest.ts'
import type { Night } from '../live.ts'

/** The guests that are this phone, as far as it can be known: one whose browser forgets is new each time. */
export function namesOf({ byDevice }: Pick<Night, 'byDevice'>, { id, device }: Guest): readonly string[] {
  return device === null ? [id] : [...(byDevice.get(device) ?? [id])]
}
