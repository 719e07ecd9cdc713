import { createHash } from 'node:crypto'

const letters = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
const length = 22

/** An id as Spotify's look (22 letters and digits), always the same for one `seed`. */
export function spotifyId(seed: string): string {
  const bytes = createHash('sha256').update(seed).digest().subarray(0, length)
  return [...bytes].map((byte) => letters[byte % letters.length]).join('')
}
