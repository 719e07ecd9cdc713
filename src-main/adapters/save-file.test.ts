import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { saveFile } from './save-file.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cueline-save-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function* pieces(count: number, problem?: Error) {
  for (let at = 0; at < count; at += 1) yield `${'é'.repeat(1000)}\r\n`
  if (problem) throw problem
}

test('what is written is all that came, in its order', async () => {
  const path = join(folder, 'night.csv')
  await saveFile(path, pieces(200))
  expect(await readFile(path, 'utf8')).toBe(`${'é'.repeat(1000)}\r\n`.repeat(200))
  expect(await readdir(folder)).toEqual(['night.csv'])
})

test('what fails halfway leaves the earlier file as it was, and nothing beside it', async () => {
  const path = join(folder, 'night.csv')
  await writeFile(path, 'the one before')
  await expect(saveFile(path, pieces(50, new Error('the database went away')))).rejects.toThrow('went away')
  expect(await readFile(path, 'utf8')).toBe('the one before')
  expect(await readdir(folder)).toEqual(['night.csv'])
})

test('a folder that is not there is told by its code', async () => {
  await expect(saveFile(join(folder, 'gone', 'night.csv'), pieces(1))).rejects.toMatchObject({
    code: 'ENOENT',
  })
})
