import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPageProtocol, targetOf } from './page-protocol.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cueline-pages-'))
  for (const page of ['console', 'display']) {
    mkdirSync(join(folder, page, 'assets'), { recursive: true })
    writeFileSync(join(folder, page, 'index.html'), `<h1>${page}</h1>`)
    writeFileSync(join(folder, page, 'assets', 'index-B1_x-9.js'), page)
  }
  writeFileSync(join(folder, 'secret.html'), 'secret')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const cover = { type: 'image/jpeg', body: Buffer.from('jpeg') }
const get = (url: string, method = 'GET') =>
  createPageProtocol({ folder, artwork: async (id) => (id === 'song-1' ? cover : null) })(
    new Request(url, { method }),
  )

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
])('%s is not there', async (url) => {
  expect((await get(url)).status).toBe(404)
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
