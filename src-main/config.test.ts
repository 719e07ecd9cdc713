import { expect, test } from 'vitest'
import { ConfigProblem, readConfig } from './config.ts'
import { homeFolder } from './home.ts'

test('an empty environment gives the documented defaults', () => {
  const config = readConfig({})
  expect(config).toMatchObject({
    databaseUrl: null,
    poolSize: 10,
    port: 4747,
    host: '0.0.0.0',
    names: [],
    keychain: 'system',
  })
  expect(config.home).toBe(homeFolder({}))
})

test('an empty variable counts as not set', () => {
  expect(readConfig({ DATABASE_URL: '', CUELINE_PORT: ' ' })).toMatchObject({ databaseUrl: null, port: 4747 })
})

test('names are split, trimmed and lower case', () => {
  expect(readConfig({ CUELINE_NAMES: 'DJ.test, party.local ,' }).names).toEqual(['dj.test', 'party.local'])
})

test.each([
  ['CUELINE_PORT', 'abc', /CUELINE_PORT.*4747/],
  ['CUELINE_PORT', '70000', /CUELINE_PORT.*65535/],
  ['DATABASE_URL', 'mysql://x', /DATABASE_URL.*postgresql:\/\//],
  ['DATABASE_POOL_SIZE', '1', /DATABASE_POOL_SIZE.*2 to 50/],
  ['DATABASE_POOL_SIZE', 'many', /DATABASE_POOL_SIZE.*such as 10/],
  ['CUELINE_KEYCHAIN', 'file', /CUELINE_KEYCHAIN.*memory/],
])('%s=%s is refused in words', (name, value, words) => {
  expect(() => readConfig({ [name]: value })).toThrow(ConfigProblem)
  expect(() => readConfig({ [name]: value })).toThrow(words)
})
