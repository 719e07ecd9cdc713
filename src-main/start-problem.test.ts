import { mkdtemp, open, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { DatabaseProblem } from '../db/database-problem.ts'
import { outFolder } from './places.ts'
import { wordsForProblem } from './start-problem.ts'

/** How a computer says it, which nobody should have to read. */
const raw = /E[A-Z]{3,}\b|no such file|Cannot find|undefined|\[object/

const failing = async (work: Promise<unknown>): Promise<unknown> => work.catch((error: unknown) => error)
const coded = (code: string, more: object = {}) =>
  Object.assign(new Error(`${code}: not so, open`), { code, ...more })

test('a part of Cueline that was not built is named, with what builds it', async () => {
  const words = wordsForProblem(await failing(readFile(join(outFolder, 'none', 'index.html'))))
  expect(words).toContain(`(${join('none', 'index.html')})`)
  expect(words).toContain('npm start')
  expect(words).not.toMatch(raw)
  const chunk = wordsForProblem(await failing(import(join(outFolder, 'none.js'))))
  expect(chunk).toContain('A part of Cueline is not built')
})

test('of an installed one it is installed again', () => {
  const within = 'ENOENT, out/guest/index.html not found in /opt/Cueline/resources/app.asar'
  expect(wordsForProblem(Object.assign(new Error(within), { code: 'ENOENT' }))).toMatch(
    /Install Cueline again/,
  )
})

test('a file elsewhere is asked for by its place', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cueline-problem-'))
  const path = join(folder, 'away.json')
  expect(wordsForProblem(await failing(open(path)))).toBe(
    `${path} is not there. If it lies on another disk, plug that in, then try again.`,
  )
  await rm(folder, { recursive: true })
})

test.each([
  ['a closed folder', coded('EACCES', { path: '/music' }), /\/music is closed to Cueline/],
  ['a full disk', coded('ENOSPC'), /disk is full/],
  ['too many files', coded('EMFILE'), /Close other programs/],
  ['a bug', new TypeError('Cannot read properties of undefined'), /Try again/],
  ['what is no error', 'odd', /Try again/],
  ['a database without words', new DatabaseProblem('port', 'port'), /Try again/],
])('%s is told with what to do', (_, error, words) => {
  expect(wordsForProblem(error)).toMatch(words)
  expect(wordsForProblem(error)).not.toMatch(raw)
})

test('a database says itself what is wrong', () => {
  const words = 'The database at booth:5432 is read-only.'
  expect(wordsForProblem(new DatabaseProblem('read-only', words))).toBe(words)
})
