import { expect, test } from 'vitest'
import { writingOf } from './writing.ts'

test('scripts with marks above and below get higher lines', () => {
  const tall = ['ที่นี่ กู้ปู่', 'हूँ', 'مُجھے', 'ஆளப்போறான்', 'Live — שִׁיר', 'Mia & عمرو']
  for (const text of tall) expect(writingOf(text)['data-tall'], text).toBe(true)
  const usual = ['Dancing Queen', 'Ộ Ặ', '夜に駆ける', '봄날', 'שיר', '🎉', '']
  for (const text of usual) expect(writingOf(text)['data-tall'], text).toBe(false)
})

test('Japanese and Korean break their lines by their own rules, whatever stands beside them', () => {
  expect(writingOf('夜に駆ける (Live)').lang).toBe('ja')
  expect(writingOf('BTS — 봄날').lang).toBe('ko')
  expect(writingOf('月亮代表我的心').lang).toBeUndefined()
  expect(writingOf('Halo').lang).toBeUndefined()
})
