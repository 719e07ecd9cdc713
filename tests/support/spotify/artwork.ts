import { createHash } from 'node:crypto'
import { crc32, deflateSync } from 'node:zlib'
import type { Answer } from './answer.ts'

const address = /^\/image\/(\w{22})-(\d{1,3})$/

/** A cover of one colour, `/image/<id>-<width>`, always the same for one id; `null` for other paths. */
export function artwork(path: string): Answer | null {
  const [, id, width] = address.exec(path) ?? []
  if (id === undefined) return null
  return { status: 200, bytes: png(id, Number(width)), headers: { 'content-type': 'image/png' } }
}

function png(id: string, size: number): Buffer {
  const colour = createHash('sha256').update(id).digest().subarray(0, 3)
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size, 0)
  header.writeUInt32BE(size, 4)
  // Eight bits a channel, red, green and blue.
  header.set([8, 2], 8)
  const row = Buffer.concat([Buffer.from([0]), ...Array.from({ length: size }, () => colour)])
  const pixels = deflateSync(Buffer.concat(Array.from({ length: size }, () => row)))
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}
