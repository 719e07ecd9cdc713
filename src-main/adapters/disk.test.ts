import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { lookAtDisk } from './disk.ts'

const made: string[] = []
afterEach(async () => {
  for (const folder of made.splice(0)) await rm(folder, { recursive: true })
})

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cueline-disk-'))
  made.push(folder)
  return folder
}

test('a folder that can be written in is so afterwards too, with nothing left there', async () => {
  const folder = await aFolder()
  const { free, writable } = await lookAtDisk(folder)
  expect(writable).toBe(true)
  expect(free).toBeGreaterThan(0)
  expect(await readdir(folder)).toEqual([])
})

test('where no folder can be, nothing can be written', async () => {
  const file = join(await aFolder(), 'a file')
  await writeFile(file, '')
  expect((await lookAtDisk(join(file, 'home'))).writable).toBe(false)
})
