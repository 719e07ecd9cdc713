import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'

export type AudioTags = {
  readonly title?: string
  readonly artist?: string
  readonly album?: string
  readonly year?: number
  readonly genre?: string
  readonly bpm?: number
  readonly key?: string
  readonly explicit?: boolean
  /** A picture, e.g. by `pngPicture`. */
  readonly cover?: Buffer
}

const framesPerSecond = 16_000 / 576
const frameBytes = 36

/** Writes a silent MP3 of that many seconds with ID3v2.4 tags; folders on the way are made. About 1 kB a second. */
export function writeMp3(path: string, seconds: number, tags: AudioTags = {}): void {
  // MPEG-2 layer III, 8 kbit/s, 16 kHz, mono: the smallest frames there are, all silent.
  const frame = Buffer.alloc(frameBytes)
  frame.set([0xff, 0xf3, 0x18, 0xc0])
  const frames = Array.from({ length: Math.max(4, Math.round(seconds * framesPerSecond)) }, () => frame)
  write(path, Buffer.concat([id3(tags), ...frames]))
}

/** Writes a silent WAV (8 kHz, 8 bits, mono) with title and artist as RIFF INFO. */
export function writeWav(
  path: string,
  seconds: number,
  tags: Pick<AudioTags, 'title' | 'artist'> = {},
): void {
  write(path, wav({ rate: 8_000, bits: 8, sound: Buffer.alloc(Math.round(seconds * 8_000), 128) }, tags))
}

/** Pitch of `writeToneMp3`, in hertz, as a count of its waves tells it. */
export const mp3Pitch = 400

/** Writes an MP3 like `writeMp3` that can be heard: one steady tone. */
export function writeToneMp3(path: string, seconds: number, tags: AudioTags = {}): void {
  const frame = toneFrame()
  const frames = Array.from({ length: Math.round(seconds * framesPerSecond) }, () => frame)
  write(path, Buffer.concat([id3(tags), ...frames]))
}

/** Of the 576 lines of the spectrum, 13.9 Hz each, one is told. It lies within a band, where no neighbour mirrors it. */
const toneLine = 28

function toneFrame(): Buffer {
  const quads = Math.floor(toneLine / 4) + 1
  const fields: (readonly [value: number, bits: number])[] = [
    [0xfff3, 16],
    [0x18c0, 16],
    // Nothing is borrowed from the frame before; then how many bits follow, no pairs, how loud, no more.
    [0, 9],
    [quads * 4 + 1, 12],
    [0, 9],
    [toneGain, 8],
    [0, 9 + 1 + 15 + 7 + 1],
    // The second table of quads: four bits a quad, a line that is told is a 0, and its sign follows.
    [1, 1],
  ]
  for (let line = 0; line < quads * 4; line++) fields.push([line === toneLine ? 0 : 1, 1])
  const bits = [...fields, [0, 1] as const].map(([value, length]) => value.toString(2).padStart(length, '0'))
  const whole = bits.join('').padEnd(frameBytes * 8, '0')
  return Buffer.from(whole.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? [])
}

/** As loud as `writeTones`: 210 were the most, 4 less are half as loud. */
const toneGain = 201

type Sound = { readonly rate: number; readonly bits: number; readonly sound: Buffer }

function wav({ rate, bits, sound }: Sound, tags: Pick<AudioTags, 'title' | 'artist'>): Buffer {
  const format = Buffer.alloc(16)
  format.writeUInt16LE(1, 0)
  format.writeUInt16LE(1, 2)
  format.writeUInt32LE(rate, 4)
  format.writeUInt32LE((rate * bits) / 8, 8)
  format.writeUInt16LE(bits / 8, 12)
  format.writeUInt16LE(bits, 14)
  const info = Buffer.concat([
    Buffer.from('INFO'),
    ...(tags.title ? [riff('INAM', Buffer.from(`${tags.title}\0`))] : []),
    ...(tags.artist ? [riff('IART', Buffer.from(`${tags.artist}\0`))] : []),
  ])
  const parts = [riff('fmt ', format), riff('LIST', info), riff('data', sound)]
  return riff('RIFF', Buffer.concat([Buffer.from('WAVE'), ...parts]))
}

/** Writes a WAV (22.05 kHz, 16 bits, mono) that sounds one pitch after the other, each as long as it says; it can be heard. */
export function writeTones(
  path: string,
  tones: readonly { readonly hertz: number; readonly seconds: number }[],
  tags: Pick<AudioTags, 'title' | 'artist'> = {},
): void {
  const samples = tones.flatMap(({ hertz, seconds }) =>
    Array.from({ length: Math.round(seconds * toneRate) }, (_, at) =>
      Math.round(8_000 * Math.sin((2 * Math.PI * hertz * at) / toneRate)),
    ),
  )
  const sound = Buffer.alloc(samples.length * 2)
  for (const [at, sample] of samples.entries()) sound.writeInt16LE(sample, at * 2)
  write(path, wav({ rate: toneRate, bits: 16, sound }, tags))
}

const toneRate = 22_050

/** Writes a file that has the name of an MP3 and nothing of one. */
export function writeBrokenMp3(path: string): void {
  write(path, Buffer.from('This was music once. '.repeat(40)))
}

/** A PNG of one colour. */
export function pngPicture(width: number, height: number, rgb: readonly [number, number, number]): Buffer {
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, Buffer.from(rgb))])
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)))
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, png('IHDR', header), png('IDAT', pixels), png('IEND', Buffer.alloc(0))])
}

function write(path: string, content: Buffer): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
}

function id3(tags: AudioTags): Buffer {
  const frames = [
    textFrame('TIT2', tags.title),
    textFrame('TPE1', tags.artist),
    textFrame('TALB', tags.album),
    textFrame('TDRC', tags.year?.toString()),
    textFrame('TCON', tags.genre),
    textFrame('TBPM', tags.bpm?.toString()),
    textFrame('TKEY', tags.key),
    tags.explicit === undefined ? empty : textFrame('TXXX', `ITUNESADVISORY\0${tags.explicit ? 1 : 2}`),
    tags.cover ? id3Frame('APIC', Buffer.concat([Buffer.from('\0image/png\0\x03\0'), tags.cover])) : empty,
  ]
  const body = Buffer.concat(frames)
  return Buffer.concat([Buffer.from([0x49, 0x44, 0x33, 4, 0, 0]), synchsafe(body.length), body])
}

const empty = Buffer.alloc(0)
const utf8Text = 3

function textFrame(id: string, text: string | undefined): Buffer {
  return text === undefined
    ? empty
    : id3Frame(id, Buffer.concat([Buffer.from([utf8Text]), Buffer.from(text)]))
}

function id3Frame(id: string, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from(id), synchsafe(content.length), Buffer.from([0, 0]), content])
}

/** ID3 writes sizes in seven bits a byte. */
function synchsafe(size: number): Buffer {
  return Buffer.from([(size >> 21) & 127, (size >> 14) & 127, (size >> 7) & 127, size & 127])
}

function riff(id: string, content: Buffer): Buffer {
  const size = Buffer.alloc(4)
  size.writeUInt32LE(content.length)
  return Buffer.concat([Buffer.from(id), size, content, Buffer.alloc(content.length % 2)])
}

function png(kind: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(kind), content])
  const size = Buffer.alloc(4)
  size.writeUInt32BE(content.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([size, named, check])
}
