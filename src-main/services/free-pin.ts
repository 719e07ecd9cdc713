import { choosePin } from '../core/pin.ts'
import type { RandomBelow } from './ports.ts'

/** With fewer than ten thousand open nights on one database, chance finds a free PIN long before this. */
const pinTries = 200

/**
 * Writes with a PIN that no other open night uses: `wish` first, when there is one, then others by chance. The
 * index of the database decides, so that two consoles at once never share one. `pin-taken`: none was free.
 */
export async function withFreePin<T>(
  randomBelow: RandomBelow,
  wish: string | null,
  write: (pin: string) => Promise<T | 'pin-taken'>,
): Promise<T | 'pin-taken'> {
  for (let tried = 0; tried < pinTries; tried++) {
    const pin = tried === 0 && wish !== null ? wish : choosePin(randomBelow)
    const written = await write(pin)
    if (written !== 'pin-taken') return written
  }
  return 'pin-taken'
}
