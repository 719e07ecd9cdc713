import { expect, test } from 'vitest'
import { whyNotHere } from './own-file.ts'

test.each([
  ['folder', '/music/ABBA - Waterloo.mp3', null],
  ['folder', 'D:\\Music\\Waterloo.FLAC', null],
  ['file', '/music/waterloo.m4a', null],
  ['file', null, 'no-file'],
  ['wish', null, 'no-file'],
  ['spotify', null, 'no-file'],
  ['folder', '/music/waterloo.aiff', 'unknown-kind'],
  ['folder', '/music/waterloo.wma', 'unknown-kind'],
  ['file', '/etc/passwd', 'unknown-kind'],
  ['file', '/music/mp3', 'unknown-kind'],
] as const)('a song of %s at %s: %s', (provider, path, why) => {
  expect(whyNotHere({ provider, path })).toBe(why)
})
