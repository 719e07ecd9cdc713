const pageMark = [0x4f, 0x67, 0x67, 0x53] as const
const headerBytes = 27

/**
 * How many samples an Ogg stream has, by the last page header in `tail` (the end of the file, 64 KB hold one);
 * `null` if there is none. The libraries read the whole file for this.
 */
export function oggSamples(tail: Uint8Array): number | null {
  const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength)
  for (let at = tail.length - headerBytes; at >= 0; at--) {
    if (!pageMark.every((byte, offset) => tail[at + offset] === byte)) continue
    const samples = view.getBigInt64(at + 6, true)
    // -1 marks a page on which no packet ends.
    if (samples > 0n && samples < 2n ** 48n) return Number(samples)
  }
  return null
}
