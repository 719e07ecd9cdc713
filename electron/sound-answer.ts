import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { readRange } from './byte-range.ts'

/** An audio file and its media type. */
export type SoundFile = { readonly path: string; readonly type: string }

/** A song, or the part of it that is asked for, as it is read from its file; `null` when there is no such file. */
export async function answerSound(
  { path, type }: SoundFile,
  request: Request,
  headers: (type: string, caching: string) => Record<string, string>,
): Promise<Response | null> {
  const details = await stat(path).catch(() => null)
  if (!details?.isFile()) return null
  const { size } = details
  const range = readRange(request.headers.get('range'), size)
  const shared = { ...headers(type, 'no-store'), 'Accept-Ranges': 'bytes' }
  if (range === 'outside')
    return new Response(null, { status: 416, headers: { ...shared, 'Content-Range': `bytes */${size}` } })
  const whole = range === 'whole'
  const { start, end } = whole ? { start: 0, end: size - 1 } : range
  const length = { 'Content-Length': String(end - start + 1) }
  return new Response(size === 0 ? null : stream(path, start, end), {
    status: whole ? 200 : 206,
    headers: { ...shared, ...length, ...(!whole && { 'Content-Range': `bytes ${start}-${end}/${size}` }) },
  })
}

/** Read as it is played: a drive that is pulled out ends it, and the page says so. */
function stream(path: string, start: number, end: number): ReadableStream<Uint8Array> {
  return Readable.toWeb(createReadStream(path, { start, end })) as ReadableStream<Uint8Array>
}
