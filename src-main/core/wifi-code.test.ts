import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Wifi, wifiCode, wifiProblem } from './wifi-code.ts'

const party: Wifi = { name: 'Party', security: 'wpa', password: 'dance with me', hidden: false }

test.each<[string, Partial<Wifi>, string]>([
  ['a usual one', {}, 'WIFI:T:WPA;S:Party;P:dance with me;;'],
  ['an open one has no password', { security: 'open', password: 'left over' }, 'WIFI:T:nopass;S:Party;;'],
  ['a hidden one says so', { hidden: true }, 'WIFI:T:WPA;S:Party;P:dance with me;H:true;;'],
  ['WEP', { security: 'wep', password: 'abcde' }, 'WIFI:T:WEP;S:Party;P:abcde;;'],
  [
    'what means something in the code is marked',
    { name: 'Joe;s "Bar", 2:1', password: 'a\\b;c:d,e' },
    'WIFI:T:WPA;S:Joe\\;s \\"Bar\\"\\, 2\\:1;P:a\\\\b\\;c\\:d\\,e;;',
  ],
  ['letters of any script', { name: 'Café Zoë 🎧' }, 'WIFI:T:WPA;S:Café Zoë 🎧;P:dance with me;;'],
])('%s', (_, change, code) => expect(wifiCode({ ...party, ...change })).toBe(code))

/** As a phone reads it: fields end at an unmarked semicolon, a mark makes the next sign plain. */
function decode(code: string): Record<string, string> {
  const fields: Record<string, string> = {}
  const rest = code.replace(/^WIFI:/, '')
  for (const [, key = '', value = ''] of rest.matchAll(/([A-Z]):((?:\\.|[^\\;])*);/gsu)) {
    fields[key] = value.replace(/\\(.)/gsu, '$1')
  }
  return fields
}

test('a phone gets back what went in, whatever the name and the password', () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1 })
  fc.assert(
    fc.property(text, text, fc.boolean(), (name, password, hidden) => {
      const fields = decode(wifiCode({ name, password, hidden, security: 'wpa' }))
      expect(fields).toEqual({ T: 'WPA', S: name, P: password, ...(hidden ? { H: 'true' } : {}) })
    }),
  )
})

test.each<[Partial<Wifi>, ReturnType<typeof wifiProblem>]>([
  [{}, null],
  [{ name: '' }, 'name'],
  [{ name: 'x'.repeat(32) }, null],
  [{ name: 'ü'.repeat(17) }, 'name'],
  [{ password: 'short' }, 'wpa-password'],
  [{ password: 'x'.repeat(64) }, 'wpa-password'],
  [{ password: 'a'.repeat(64) }, null],
  [{ password: 'pässwörter' }, 'wpa-password'],
  [{ security: 'wep', password: 'abcd' }, 'wep-password'],
  [{ security: 'wep', password: '0123456789' }, null],
  [{ security: 'open', password: '' }, null],
])('%j has the problem %j', (change, problem) => expect(wifiProblem({ ...party, ...change })).toBe(problem))
