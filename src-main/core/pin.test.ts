import { expect, test } from 'vitest'
import { choosePin, isGuessable, isPin } from './pin.ts'

test.each([
  ...['0000', '7777', '1234', '9876', '0123', '7890', '1098', '2468', '9753'],
  ...['1212', '1122', '1221', '9090', '1984', '1900', '2024', '2099'],
  ...['2580', '0852', '1470', '0741', '3690', '1590', '0753', '1397', '7931', '4862', '5698'],
  ...['0007', '0042', '0099'],
])('%s is among those that people try first', (pin) => expect(isGuessable(pin)).toBe(true))

test.each(['4827', '9041', '3706', '5183', '1899', '2100', '0100', '2581'])('%s is fine', (pin) =>
  expect(isGuessable(pin)).toBe(false),
)

test('choosing goes on until the PIN is a good one', () => {
  const draws = [1111, 7, 1999, 4827]
  expect(choosePin(() => draws.shift() ?? 0)).toBe('4827')
})

test('most PINs stay possible', () => {
  const all = Array.from({ length: 10_000 }, (_, index) => String(index).padStart(4, '0'))
  expect(all.filter((pin) => !isGuessable(pin)).length).toBeGreaterThan(9_300)
})

test('a PIN is four digits and nothing else', () => {
  expect(['4827', '0815'].every(isPin)).toBe(true)
  expect(['482', '48271', '48a7', ' 482', '４８２７'].some(isPin)).toBe(false)
})
