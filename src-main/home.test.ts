import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { defaultHome, homeFolder } from './home.ts'

test('a folder that is named is used, whatever the working folder is later', () => {
  expect(homeFolder({ CUELINE_HOME: '/gig' })).toBe(resolve('/gig'))
  expect(homeFolder({ CUELINE_HOME: 'gig' })).toBe(resolve('gig'))
})

test('an empty variable counts as not set', () => {
  expect(homeFolder({ CUELINE_HOME: ' ' })).toBe(homeFolder({}))
})

test('the home folder follows each platform', () => {
  expect(defaultHome('linux', {}, '/home/mia')).toBe(join('/home/mia', '.config', 'Cueline'))
  expect(defaultHome('linux', { XDG_CONFIG_HOME: '/cfg' }, '/home/mia')).toBe(join('/cfg', 'Cueline'))
  expect(defaultHome('darwin', {}, '/Users/mia')).toBe(
    join('/Users/mia', 'Library', 'Application Support', 'Cueline'),
  )
})

test('as root it lies where the account that runs Postgres can get to', () => {
  expect(defaultHome('linux', {}, '/root', true)).toBe('/var/lib/cueline')
})
