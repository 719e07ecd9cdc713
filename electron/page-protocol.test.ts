import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPageProtocol, targetOf } from './page-protocol.ts'
import type { SoundFile } from './sound-answer.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cueline-pages-'))
  for (const page of ['console', 'display']) {
    mkdirSync(join(folder, page, 'assets'), { recursive: true })
    writeFileSync(join(folder, page, 'index.html'), `<h1>${page}</h1>`)
    writeFileSync(join(folder, page, 'assets', 'index-B1_x-9.js'), page)
  }
  writeFileSync(join(folder, 'secret.html'), 'secret')
  writeFileSync(join(folder, 'song.wav'), '0123456789')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const sounds: Record<string, SoundFile> = {
  get 'song-1'() {
    return { path: join(folder, 'song.wav'), type: 'audio/wav' }
  },
  get gone() {
    return { path: join(folder, 'gone.mp3'), type: 'audio/mpeg' }
  },
}
const cover = { type: 'image/jpeg', body: Buffer.from('jpeg') }
const get = (url: string, method = 'GET', asked: Record<string, string> = {}) =>
  createPageProtocol({
    folder,
    artwork: async (id) => (id === 'song-1' ? cover : null),
    soundFile: async (id) => sounds[id] ?? null,
  })(new Request(url, { method, headers: asked }))

test.each([
  ['cueline://console/', '<h1>console</h1>', 'text/html; charset=utf-8'],
  ['cueline://display/index.html?x#y', '<h1>display</h1>', 'text/html; charset=utf-8'],
  ['cueline://display/assets/index-B1_x-9.js', 'display', 'text/javascript; charset=utf-8'],
  ['cueline://console/api/artwork/song-1', 'jpeg', 'image/jpeg'],
  ['cueline://display/api/artwork/song-1', 'jpeg', 'image/jpeg'],
])('%s is answered', async (url, body, type) => {
  const answer = await get(url)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe(type)
  expect(await answer.text()).toBe(body)
})

test.each([
  ['cueline://console/../secret.html'],
  ['cueline://console/%2e%2e/secret.html'],
  ['cueline://console/..%2fsecret.html'],
  ['cueline://console/..%5csecret.html'],
  ['cueline://console/assets//../../../secret.html'],
  ['cueline://console/.git.html'],
  ['cueline://console/assets'],
  ['cueline://guest/index.html'],
  ['cueline://secret.html/'],
  ['cueline://console/api/artwork/song-2'],
  ['cueline://console/api/artwork/..%2fsong-1'],
  ['cueline://display/api/sound/song-1'],
  ['cueline://sheet/api/sound/song-1'],
  ['cueline://console/api/sound/song-2'],
  ['cueline://console/api/sound/gone'],
  ['cueline://console/api/sound/..%2fsong-1'],
])('%s is not there', async (url) => {
  expect((await get(url)).status).toBe(404)
})

test.each([
  [undefined, 200, '0123456789', null],
  ['bytes=0-', 206, '0123456789', 'bytes 0-9/10'],
  ['bytes=4-6', 206, '456', 'bytes 4-6/10'],
  ['bytes=-2', 206, '89', 'bytes 8-9/10'],
  ['bytes=10-', 416, '', 'bytes */10'],
])('of a song the console gets what it asks for: %s', async (range, status, body, place) => {
  const answer = await get('cueline://console/api/sound/song-1', 'GET', range ? { Range: range } : {})
  expect(answer.status).toBe(status)
  expect(answer.headers.get('content-range')).toBe(place)
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  if (status !== 416) {
    expect(answer.headers.get('content-type')).toBe('audio/wav')
    expect(answer.headers.get('content-length')).toBe(String(body.length))
  }
  expect(await answer.text()).toBe(body)
})

test('only reading is possible', async () => {
  expect((await get('cueline://console/index.html', 'POST')).status).toBe(404)
})

test('every answer carries the policy that keeps pages to themselves', async () => {
  for (const url of [
    'cueline://console/',
    'cueline://console/api/artwork/song-1',
    'cueline://console/none.js',
  ]) {
    const { headers } = await get(url)
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('content-security-policy')).not.toMatch(/unsafe-eval|script-src[^;]*inline|https?:|\*/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  }
})

test('no address leads out of a page’s folder', () => {
  const path = fc.string({
    unit: fc.constantFrom('.', '/', '\\', '%2e', '%2f', '%5c', '%00', 'a', 'html', ':'),
  })
  fc.assert(
    fc.property(path, (text) => {
      const target = targetOf(`cueline://console/${text}`)
      if (target?.kind === 'file') expect(target.path).not.toMatch(/(^|[\\/])\.|%|\\|\/\//)
    }),
  )
})
