/** A part of a file, both ends included. */
export type ByteRange = { readonly start: number; readonly end: number }

/**
 * What a `Range` header asks of `size` bytes. `whole`: it asks for nothing in particular, for several parts at once, or in
 * words that nobody knows; `outside`: there is nothing there (416).
 */
export function readRange(header: string | null, size: number): ByteRange | 'whole' | 'outside' {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? []
  if (from === '' && to === '') return 'whole'
  const last = size - 1
  if (from === '')
    return Number(to) === 0 || size === 0 ? 'outside' : { start: Math.max(0, size - Number(to)), end: last }
  const start = Number(from)
  if (to !== '' && Number(to) < start) return 'whole'
  if (start > last) return 'outside'
  return { start, end: to === '' ? last : Math.min(Number(to), last) }
}
