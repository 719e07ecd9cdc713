import fc from 'fast-check'
import { expect, test } from 'vitest'
import { phoneFamilies, phoneFamily } from './phone-family.ts'

const like = 'AppleWebKit/537.36 (KHTML, like Gecko)'

test.each([
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile/15E148',
    'iPhone',
  ],
  ['Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15', 'iPad'],
  [`Mozilla/5.0 (Linux; Android 14; Pixel 7) ${like} Chrome/126.0 Mobile Safari/537.36`, 'Pixel phone'],
  [`Mozilla/5.0 (Linux; Android 13; SM-G991B) ${like} Chrome/120.0 Mobile`, 'Samsung phone'],
  [`Mozilla/5.0 (Linux; Android 10; K) ${like} Chrome/126.0 Mobile Safari/537.36`, 'Android phone'],
  [`Mozilla/5.0 (Linux; Android 12; Lenovo TB) ${like} Chrome/126.0 Safari/537.36`, 'Android tablet'],
  ['Mozilla/5.0 (Windows Phone 10.0; Android 6.0.1) like iPhone', 'a phone'],
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${like}`, 'Windows computer'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)', 'Mac'],
  ['Mozilla/5.0 (X11; Linux x86_64)', 'Linux computer'],
  ['<script>alert(1)</script>', 'a phone'],
  [undefined, 'a phone'],
])('%s is %s', (userAgent, family) => expect(phoneFamily(userAgent)).toBe(family))

test('nothing that a phone says of itself is ever shown as it is', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(phoneFamilies).toContain(phoneFamily(text))
    }),
  )
})
