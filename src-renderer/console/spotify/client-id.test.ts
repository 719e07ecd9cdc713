import { expect, test } from 'vitest'
import { cleanClientId, clientIdProblem, isClientId } from './client-id.ts'

const id = '0123456789abcdef0123456789ABCDEF'

test('32 digits and letters a to f, however they were copied', () => {
  expect(isClientId(id)).toBe(true)
  expect(cleanClientId(` ${id}\n`)).toBe(id)
  expect(clientIdProblem(`${id.slice(0, 16)} ${id.slice(16)}`)).toBeNull()
})

test.each([
  ['', /32 characters/],
  ['my app', /only digits and the letters a to f/],
  [id.slice(1), /^1 character too few/],
  [`${id}0f`, /^2 characters too many/],
])('%j is told what is wrong', (typed, words) => {
  expect(isClientId(typed)).toBe(false)
  expect(clientIdProblem(typed)).toMatch(words)
})
