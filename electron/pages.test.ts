import { expect, test } from 'vitest'
import { createPages } from './pages.ts'

const built = createPages(null)
const dev = createPages('http://localhost:5173')

test.each([
  ['cueline://console/index.html', 'console'],
  ['cueline://console/', 'console'],
  ['cueline://display/index.html#now', 'display'],
  ['CUELINE://display/index.html', 'display'],
  ['cueline://other/index.html', null],
  ['cueline://console.evil/index.html', null],
  ['cueline://mia@console/index.html', null],
  ['https://console/index.html', null],
  ['file:///console/index.html', null],
  ['http://localhost:5173/console/index.html', null],
  ['about:blank', null],
  ['', null],
])('built: %s is %s', (url, page) => expect(built.at(url)).toBe(page))

test.each([
  ['http://localhost:5173/console/index.html', 'console'],
  ['http://localhost:5173/display/index.html', 'display'],
  ['http://localhost:5173/other/index.html', null],
  ['http://localhost:51730/console/index.html', null],
  ['http://localhost:5173@evil.example/console/', null],
  ['https://localhost:5173/console/index.html', null],
  ['cueline://console/index.html', null],
])('in development: %s is %s', (url, page) => expect(dev.at(url)).toBe(page))

test('each page finds itself', () => {
  for (const pages of [built, dev]) {
    expect(pages.at(pages.url('console'))).toBe('console')
    expect(pages.at(pages.url('display'))).toBe('display')
  }
})
