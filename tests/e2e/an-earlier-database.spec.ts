import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { hashSync } from 'bcryptjs'
import { startPostgres } from '../support/a-postgres.ts'
import { expectAccessible } from '../support/accessible.ts'
import { type ConsoleApp, startConsoleApp } from '../support/console-app.ts'
import { makeHomeFolder } from '../support/electron-runtime.ts'
import { picture } from '../support/screens.ts'

/** A DJ who used the earlier app points the console at its database. */

let home: string
let postgres: Awaited<ReturnType<typeof startPostgres>>
let dj: ConsoleApp | undefined

test.beforeAll(async () => {
  home = makeHomeFolder()
  postgres = await startPostgres()
})

test.afterAll(async () => {
  await dj?.quit()
  await postgres.close()
  rmSync(home, { recursive: true, force: true })
})

const anna = '11111111-1111-4111-8111-111111111111'
const songs = ['Dancing Queen', 'Halo', 'Waterloo']

/** A name in capitals, a PIN of five digits, an unknown status: what the earlier app let through. */
const rows = `
  insert into users (id, username, email, password, role)
    values ('${anna}', 'Anna', 'anna@example.test', '${hashSync('correct horse', 4)}', 'superadmin');
  insert into events (user_id, pin, status, config, created_at) values
    ('${anna}', '48270', 'closed', '{"event_title": "Garden party", "colour": "lime"}', now() - interval '1 day');
  insert into requests (track_uri, track_name, artist_name, album_name, requester_nickname, status)
    values ${songs.map((title) => `('spotify:track:${title}', '${title}', 'ABBA', 'Gold', 'Mia', 'pending')`).join(', ')};
  insert into drizzle (hash, created_at) values ('of the earlier app', 9999999999999)`

test('the console shows what it would do, does nothing before it is told to, and loses nothing', async () => {
  const url = await postgres.createProduction('earlier', rows)
  const isOld = () =>
    postgres.run(url, `select from information_schema.columns where column_name = 'track_name'`)
  dj = await startConsoleApp(home, {
    DATABASE_URL: url,
    CUELINE_HOST: '127.0.0.1',
    CUELINE_KEYCHAIN: 'memory',
  })
  const page = dj.console
  await expect(page.getByRole('heading', { name: /needs an update/ })).toBeVisible()
  await expect(page.getByText('Anna → anna.')).toBeVisible()
  await expect(page.getByText(/is missing/)).toHaveCount(0)
  await expectAccessible(page)
  await picture(page, 'console-migration')
  await page.getByRole('button', { name: 'Look again' }).click()
  await expect(page.getByRole('heading', { name: /needs an update/ })).toBeVisible()
  expect(await isOld()).toHaveLength(1)

  await page.getByRole('button', { name: 'Update the database' }).click()
  await page.getByLabel('Password', { exact: true }).fill('correct horse')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /^Garden party/ }).click()
  for (const title of songs)
    await expect(page.getByRole('grid', { name: /^Inbox/ }).getByRole('row', { name: title })).toBeVisible()
  expect(await isOld()).toHaveLength(0)
  expect(await postgres.run(url, `select config ->> 'colour' as colour from events`)).toEqual([
    { colour: 'lime' },
  ])
  const [copy = ''] = readdirSync(join(home, 'backups'))
  expect(copy).toMatch(/before-migration$/)
  expect(readdirSync(join(home, 'backups', copy))).toContain('requests.csv.gz')
})
