import { createReadStream } from 'node:fs'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { createTally, type Tally } from './tally.ts'

/** Reads and unpacks a file of an export; rejects when it is damaged. */
export async function readBack(path: string): Promise<Tally> {
  const tally = createTally()
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  await pipeline(createReadStream(path), createGunzip(), tally.stream, nowhere)
  return tally.result()
}
