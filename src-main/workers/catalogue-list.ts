import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { type Info, parse } from 'csv-parse'
import {
  type ListHeader,
  type ListSong,
  readCells,
  readHeader,
  sniffDelimiter,
} from '../core/catalogue/list-columns.ts'
import { createM3uReader } from '../core/catalogue/read-m3u.ts'
import { type ListEncoding, listKind, sniffList } from '../core/catalogue/sniff-list.ts'
import { done, type Result, refuse } from '../core/result.ts'

/** A list of a million songs has about 100 MB; what is larger is something else. */
export const largestListBytes = 512 * 2 ** 20
const headBytes = 64 * 1024
/** A quote that is never closed swallows no more than this. */
const longestRecord = 16 * 1024

export type ListShape =
  | { readonly kind: 'm3u'; readonly encoding: ListEncoding }
  | {
      readonly kind: 'table'
      readonly encoding: ListEncoding
      readonly delimiter: string
      /** Counted from 1; Excel may write `sep=;` before it. */
      readonly headerLine: number
    }

/** Looks at the beginning of a list: a kind that Cueline knows, or a refusal. File errors are thrown. */
export async function lookAtList(path: string): Promise<Result<ListShape>> {
  const file = await open(path, 'r')
  try {
    const details = await file.stat()
    if (!details.isFile()) return refuse('catalogue-unknown-kind', { detail: basename(path) })
    if (details.size > largestListBytes) return refuse('catalogue-too-large', { detail: basename(path) })
    if (details.size === 0) return refuse('catalogue-empty', { detail: basename(path) })
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0)
    return shapeOf(path, buffer.subarray(0, bytesRead))
  } finally {
    await file.close()
  }
}

function shapeOf(path: string, head: Buffer): Result<ListShape> {
  const sniffed = sniffList(head)
  if (sniffed.kind === 'binary') return refuse('catalogue-unknown-kind', { detail: basename(path) })
  const { encoding } = sniffed
  const lines = new TextDecoder(encoding)
    .decode(head)
    .split(/\r\n|\r|\n/)
    .slice(0, 3)
  const kind = listKind(path, lines[0] ?? '')
  if (kind === null) return refuse('catalogue-unknown-kind', { detail: basename(path) })
  if (kind === 'm3u') return done<ListShape>({ kind, encoding })
  const announced = /^"?sep=(.)"?$/i.exec(lines[0] ?? '')?.[1]
  const first = (announced ? lines[1] : lines[0]) ?? ''
  const delimiter = announced ?? sniffDelimiter(first)
  const cells = first.split(delimiter).map((cell) => cell.trim().replace(/^"|"$/g, ''))
  if (!readHeader(cells)) return refuse('catalogue-no-header', { detail: basename(path) })
  return done<ListShape>({ kind, encoding, delimiter, headerLine: announced ? 2 : 1 })
}

/** UTF-8 that turns out to be none is the Latin-1 of older programs. */
export async function provenEncoding(path: string, encoding: ListEncoding): Promise<ListEncoding> {
  if (encoding !== 'utf-8') return encoding
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 20 })) {
      decoder.decode(chunk as Buffer, { stream: true })
    }
    decoder.decode()
    return 'utf-8'
  } catch (error) {
    if (error instanceof TypeError) return 'windows-1252'
    throw error
  }
}

async function* decoded(path: string, encoding: ListEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) {
    const text = decoder.decode(chunk as Buffer, { stream: true })
    if (text !== '') yield text
  }
  const rest = decoder.decode()
  if (rest !== '') yield rest
}

/** Called for a line that names no song, with its number from 1. */
export type OnBrokenLine = (line: number, reason: string) => void

/** Every song of a list, in order; a broken line goes to `onBroken` and the next one is read. */
export async function* readList(
  path: string,
  shape: ListShape,
  onBroken: OnBrokenLine,
): AsyncGenerator<ListSong> {
  const encoding = await provenEncoding(path, shape.encoding)
  if (shape.kind === 'm3u') yield* readPlaylist(decoded(path, encoding))
  else yield* readTable(decoded(path, encoding), shape, onBroken)
}

async function* readTable(
  text: AsyncGenerator<string>,
  shape: Extract<ListShape, { kind: 'table' }>,
  onBroken: OnBrokenLine,
): AsyncGenerator<ListSong> {
  const parser = parse({
    delimiter: shape.delimiter,
    from_line: shape.headerLine,
    info: true,
    max_record_size: longestRecord,
    // In tab-separated lists quotes are mostly part of a name: `"Heroes"`.
    quote: shape.delimiter === '\t' ? null : '"',
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    trim: true,
  })
  parser.on('skip', (error) =>
    onBroken(Number(error?.lines ?? 0), 'This line is not written like the others.'),
  )
  const source = Readable.from(text)
  source.on('error', (error) => parser.destroy(error))
  source.pipe(parser)
  let header: ListHeader | null = null
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
      if (!header) {
        header = readHeader(record)
        if (!header) return
        continue
      }
      const song = readCells(header, record)
      if (song) yield song
      else onBroken(info.lines, 'This line has no title.')
    }
  } finally {
    source.destroy()
  }
}

async function* readPlaylist(text: AsyncGenerator<string>): AsyncGenerator<ListSong> {
  const read = createM3uReader()
  let rest = ''
  for await (const piece of text) {
    const lines = (rest + piece).split(/\r\n|\n|\r(?!$)/)
    rest = (lines.pop() ?? '').slice(-longestRecord)
    for (const line of lines) {
      const row = read(line.slice(0, longestRecord))
      if (row) yield { row, popularity: null }
    }
  }
  const row = read(rest)
  if (row) yield { row, popularity: null }
}
