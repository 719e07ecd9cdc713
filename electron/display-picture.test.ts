import type { NativeImage } from 'electron'
import { afterEach, expect, test, vi } from 'vitest'
import { takePicture } from './display-picture.ts'

afterEach(() => {
  vi.useRealTimers()
})

const anImage = (empty: boolean) =>
  ({ isEmpty: () => empty, resize: () => ({ toJPEG: () => Buffer.from('jpeg') }) }) as unknown as NativeImage

test.each<[string, () => Promise<NativeImage>, string | null]>([
  ['what is painted', async () => anImage(false), `data:image/jpeg;base64,${btoa('jpeg')}`],
  ['nothing painted yet', async () => anImage(true), null],
  ['a window that is gone', () => Promise.reject(new Error('gone')), null],
])('a picture of %s', async (_, capturePage, expected) => {
  expect(await takePicture({ capturePage })).toBe(expected)
})

test('a page that never answers holds up nothing else', async () => {
  vi.useFakeTimers()
  const taken = takePicture({ capturePage: () => new Promise(() => {}) })
  await vi.advanceTimersByTimeAsync(1_000)
  expect(await taken).toBeNull()
})
