import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from '../../tests/support/eventually.ts'
import { codeOf, must, startConsole } from '../testing/a-console.ts'

type Console = Awaited<ReturnType<typeof startConsole>>

let console_: Console
let userId = ''
let now = Date.now()
const stops: (() => void)[] = []

beforeAll(async () => {
  console_ = await startConsole({ clock: () => now })
  userId = await console_.openNight()
  stops.push(console_.displayLink.start())
  await console_.displayLink.refresh()
})

afterAll(async () => {
  for (const stop of stops) stop()
  await console_.close()
})

const secretOf = (of = console_) => {
  const link = of.displayLink.current()
  if (link === null) throw new Error('no link')
  return link.token
}

test('the link stays the same in the next night and after a restart', async () => {
  const secret = secretOf()
  expect(secret).toMatch(/^[0-9A-Z]{12}$/)
  must(await console_.nights.create(userId, { title: 'Next', catalogue: null }))
  await console_.displayLink.refresh()
  const restarted = await startConsole(console_)
  await restarted.nights.resume(userId)
  await restarted.displayLink.refresh()
  expect([secretOf(), secretOf(restarted)]).toEqual([secret, secret])
  await restarted.close()
})

test('it is read as people type it', () => {
  const typed = secretOf()
    .toLowerCase()
    .replace(/(.{4})(?=.)/g, '$1-')
  expect(console_.displayLink.check(typed)).toBe('right')
  for (const other of ['', 'none', `${typed}0`, '0000-0000-0000'])
    expect(console_.displayLink.check(other)).toBe('wrong')
})

test('a new link ends the old one at once, at the server beside too; for a while it can be taken back', async () => {
  const server = await startConsole(console_)
  await server.nights.resume(userId)
  await server.displayLink.refresh()
  const old = secretOf()
  const told: string[] = []
  stops.push(console_.displayLink.onChange(() => told.push(console_.displayLink.check(old))))
  must(await console_.displayLink.renew(userId))
  expect([console_.displayLink.check(old), told]).toEqual(['wrong', ['wrong']])
  await eventually(() => expect(server.displayLink.check(old)).toBe('wrong'))
  const next = secretOf()
  must(await console_.displayLink.takeBack(userId))
  expect([console_.displayLink.check(old), console_.displayLink.check(next)]).toEqual(['right', 'wrong'])
  await eventually(() => expect(server.displayLink.check(old)).toBe('right'))
  expect(codeOf(await console_.displayLink.takeBack(userId))).toBe('undo-over')
  must(await console_.displayLink.renew(userId))
  now += 60_000
  expect(codeOf(await console_.displayLink.takeBack(userId))).toBe('undo-over')
  await server.close()
})

test('another DJ’s night is not shown by this one’s link, from the moment that it opens', async () => {
  const mine = secretOf()
  const bob = await console_.become('bob')
  must(await console_.nights.create(bob, { title: 'Bob’s night', catalogue: null }))
  expect(console_.displayLink.check(mine)).not.toBe('right')
  await eventually(() => expect(console_.displayLink.current()?.userId).toBe(bob))
  // It is not wrong, and works again once its DJ is back; one that never was stays wrong.
  expect(console_.displayLink.check(mine)).toBe('other')
  expect(console_.displayLink.check('0000-0000-0000')).toBe('wrong')
  const bobs = secretOf()
  must(await console_.nights.create(userId, { title: 'Anna again', catalogue: null }))
  await eventually(() => expect(console_.displayLink.check(mine)).toBe('right'))
  expect(console_.displayLink.check(bobs)).toBe('other')
})

test('a link that could not be read is read again, though nothing else happens that night', async () => {
  const tries: (() => void)[] = []
  const after = (_: number, run: () => void) => {
    tries.push(run)
    return () => {}
  }
  const fresh = await startConsole({ after })
  stops.push(fresh.displayLink.start())
  const sql = postgres(fresh.url, { onnotice() {} })
  await sql`alter table display_links rename to display_links_away`
  await fresh.openNight()
  await eventually(() => expect(tries.length).toBeGreaterThan(0))
  expect(fresh.displayLink.current()).toBeNull()
  await sql`alter table display_links_away rename to display_links`
  await sql.end()
  for (const again of tries.splice(0)) again()
  await eventually(() => expect(fresh.displayLink.current()).not.toBeNull())
  await fresh.close()
})
