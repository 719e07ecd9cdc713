import fc from 'fast-check'
import { expect, test } from 'vitest'
import { redact, redactText } from './redact.ts'

test.each([
  ['pin'],
  ['password'],
  ['bypassToken'],
  ['set-cookie'],
  ['authorization'],
  ['guest_token'],
  ['PASSWORD'],
])('the field %s is hidden, however deep', (key) => {
  expect(JSON.stringify(redact({ request: [{ headers: { [key]: 'hunter2' } }] }))).not.toContain('hunter2')
})

test('names that only look alike are kept', () => {
  const facts = { pinned: 'yes', spinning: 3, needsPin: true, tokens: 'kept', path: '/music' }
  expect(redact(facts)).toEqual(facts)
})

test('secrets inside text are hidden, the rest stays readable', () => {
  expect(redactText('no answer from postgresql://dj:p@ss:w0rd@db.example:5432/cueline')).toBe(
    'no answer from postgresql://dj:[hidden]@db.example:5432/cueline',
  )
  expect(redactText('opened http://192.168.1.20:4747/#bp_Zm9vYmFyYmF6cXV4eA')).toBe(
    'opened http://192.168.1.20:4747/#[hidden]',
  )
  expect(redactText('Authorization: Bearer abc.def-123')).toBe('Authorization: Bearer [hidden]')
})

test('an error keeps what it says, its code and its cause', () => {
  const cause = Object.assign(new Error('connect failed'), { code: 'ECONNREFUSED' })
  expect(redact(new Error('no database', { cause }))).toMatchObject({
    message: 'no database',
    cause: { message: 'connect failed', code: 'ECONNREFUSED' },
  })
})

test('a circle is cut, a thing mentioned twice is not', () => {
  const song = { title: 'Halo' }
  const circle: Record<string, unknown> = { first: song, second: song }
  circle.self = circle
  expect(redact(circle)).toEqual({ first: song, second: song, self: '[cut]' })
})

test('anything can be written as JSON, and no password survives', () => {
  const password = 'correct horse battery'
  const tree = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 5 },
      fc.constant({ password }),
      fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }),
      fc.dictionary(fc.string(), tie('node')),
      fc.array(tie('node'), { maxLength: 3 }),
    ),
  })).node
  fc.assert(fc.property(tree, (value) => !(JSON.stringify(redact(value)) ?? '').includes(password)))
})
