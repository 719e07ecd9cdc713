import { act, cleanup, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useCoverColours } from './cover-colours.ts'

/** The test DOM decodes no pictures and paints nothing: covers here are one colour, read once they are let through. */
const covers: Readonly<Record<string, readonly number[]>> = {
  '/red': [220, 30, 30, 255],
  '/blue': [30, 60, 220, 255],
  '/grey': [128, 128, 128, 255],
  '/glass': [255, 0, 0, 0],
}
let decoded: (() => void)[] = []

beforeEach(() => {
  decoded = []
  let last = ''
  const decode = async function (this: HTMLImageElement) {
    const { pathname } = new URL(this.src, 'http://display.test')
    await new Promise<void>((resolve) => decoded.push(resolve))
    if (!(pathname in covers)) throw new Error('broken')
    last = pathname
  }
  vi.stubGlobal(
    'Image',
    class {
      src = ''
      decode = decode
    },
  )
  const context = {
    drawImage: () => {},
    getImageData: () => ({ data: new Array(576).fill(covers[last]).flat() }),
  }
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(context as never)
  const mood = document.createElement('style')
  mood.textContent = `[data-mood] { ${['ground', 'surface', 'raised', 'line', 'on-accent'].map((name) => `--${name}: #0b0d10;`).join('')}
    ${['text', 'muted', 'accent', 'attention'].map((name) => `--${name}: #f2f5f7;`).join('')} --glow: 22% }`
  document.head.append(mood)
})

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  document.head.replaceChildren()
})

function play() {
  const { result, rerender } = renderHook(({ url }) => useCoverColours('night', url), {
    initialProps: { url: null as string | null },
  })
  return {
    song: (url: string | null) => rerender({ url }),
    read: () => act(async () => decoded.splice(0).forEach((go) => void go())),
    accent: () => result.current?.accent ?? 'the mood’s',
  }
}

test('a cover’s colours stay until the next one is read, and never come back after a song without one', async () => {
  const { song, read, accent } = play()
  song('/red')
  expect(accent()).toBe('the mood’s')
  await read()
  const red = accent()
  expect(red).toMatch(/^#/)
  song('/blue')
  expect(accent()).toBe(red)
  await read()
  const blue = accent()
  expect(blue).not.toBe(red)
  song(null)
  expect(accent()).toBe('the mood’s')
  song('/grey')
  expect(accent()).toBe('the mood’s')
  await read()
  expect(accent()).toBe('the mood’s')
  song('/red')
  await read()
  expect(accent()).toBe(red)
})

test.each(['/grey', '/glass', '/broken'])('%s leaves the mood as it is', async (url) => {
  const { song, read, accent } = play()
  song('/blue')
  await read()
  song(url)
  await read()
  expect(accent()).toBe('the mood’s')
})

test('a cover that is read after its song has ended changes nothing', async () => {
  const { song, read, accent } = play()
  song('/broken')
  song(null)
  await read()
  expect(accent()).toBe('the mood’s')
})
