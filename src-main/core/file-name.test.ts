import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fileNameOf } from './file-name.ts'

test.each([
  ['Anna & Tom’s wedding', 'Anna & Tom’s wedding'],
  ['80s/90s: what?', '80s 90s what'],
  ['..\\..\\secret', 'secret'],
  ['Party...', 'Party'],
  ['  ', 'Cueline'],
  ['///', 'Cueline'],
  ['con', 'Cueline con'],
  ['LPT1.txt', 'Cueline LPT1.txt'],
  ['Contact', 'Contact'],
  ['夏の夜 🎉', '夏の夜 🎉'],
  ['a\u202eb\u0000c\nd', 'a b c d'],
])('%j becomes %j', (title, name) => {
  expect(fileNameOf(title)).toBe(name)
})

test('no title makes a name that some system refuses', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (title) => {
      const name = fileNameOf(title)
      expect(name).toMatch(/^[^<>:"/\\|?*.\s\p{C}]([^<>:"/\\|?*\p{C}]*[^<>:"/\\|?*.\s\p{C}])?$/u)
      expect(Buffer.byteLength(name)).toBeLessThan(400)
    }),
  )
})
