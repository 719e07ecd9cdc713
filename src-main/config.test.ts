import { expect, test } from 'vitest'
import { ConfigProblem, ofInstalledApp, readConfig } from './config.ts'
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
    spotify: { apiUrl: 'https://api.spotify.com/v1', accountsUrl: 'https://accounts.spotify.com' },
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
  ['SPOTIFY_API_URL', 'api.spotify.com', /SPOTIFY_API_URL.*https:\/\//],
  ['CUELINE_KEYCHAIN', 'file', /CUELINE_KEYCHAIN.*memory/],
])('%s=%s is refused in words', (name, value, words) => {
  expect(() => readConfig({ [name]: value })).toThrow(ConfigProblem)
  expect(() => readConfig({ [name]: value })).toThrow(words)
})

test('only a developer sends Spotify’s calls elsewhere', () => {
  const env = { SPOTIFY_API_URL: 'http://127.0.0.1:9/v1/', SPOTIFY_ACCOUNTS_URL: 'http://127.0.0.1:9' }
  const there = { apiUrl: 'http://127.0.0.1:9/v1', accountsUrl: 'http://127.0.0.1:9' }
  expect(readConfig(env).spotify).toEqual(there)
  expect(readConfig(ofInstalledApp(env)).spotify).toEqual(readConfig({}).spotify)
})
