import { createHash } from 'node:crypto'
import { Transform } from 'node:stream'

/** What went through: rows of CSV without the line of names, bytes, and their SHA-256 in hex. */
export type Tally = { readonly rows: number; readonly bytes: number; readonly sha256: string }

const quote = 0x22
const lineEnd = 0x0a

/** A stream that hands CSV on as it is and counts it. */
export function createTally(onBytes: (bytes: number) => void = () => {}) {
  const hash = createHash('sha256')
  let isQuoted = false
  let lines = 0
  let bytes = 0

  /** A line end within quotes belongs to a text; a doubled quote opens and closes, so it needs no care. */
  function count(chunk: Buffer): void {
    for (const byte of chunk) {
      if (byte === quote) isQuoted = !isQuoted
      else if (byte === lineEnd && !isQuoted) lines += 1
    }
  }

  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      count(chunk)
      bytes += chunk.length
      onBytes(chunk.length)
      done(null, chunk)
    },
  })

  return {
    stream,
    /** Once, when all is through. */
    result: (): Tally => ({ rows: Math.max(0, lines - 1), bytes, sha256: hash.copy().digest('hex') }),
  }
}
