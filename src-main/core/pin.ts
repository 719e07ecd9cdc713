/** Lines, corners and squares on a keypad, in every direction that a finger goes. */
const keypadLines = new Set(
  [
    ['2580', '1470', '3690', '1590', '3570'],
    ['1397', '1379', '1793', '3197', '1937', '7193', '3179', '1739'],
    ['2684', '2486', '4862', '6842', '8426', '2648'],
    ['1254', '2365', '4587', '5698', '1245', '2356', '4578', '5689'],
  ]
    .flat()
    .flatMap((line) => [line, [...line].reverse().join('')]),
)

/**
 * Whether a PIN is among those that people try first: repeats, runs (also in twos, also over the 0), pairs, years,
 * keypad lines, tiny numbers.
 */
export function isGuessable(pin: string): boolean {
  const digits = [...pin].map(Number)
  const steps = digits.slice(1).map((digit, index) => (digit - (digits[index] ?? 0) + 10) % 10)
  const evenSteps = new Set(steps).size === 1
  const run = evenSteps && [0, 1, 2, 8, 9].includes(steps[0] ?? 0)
  const [a, b, c, d] = digits
  const pairs = (a === c && b === d) || (a === b && c === d) || (a === d && b === c)
  const year = pin >= '1900' && pin <= '2099'
  const tiny = pin < '0100'
  return run || pairs || year || tiny || keypadLines.has(pin)
}

/** Four digits that are not easily guessed. `random` gives a whole number below its argument. */
export function choosePin(random: (below: number) => number): string {
  for (;;) {
    const pin = String(random(10_000)).padStart(4, '0')
    if (!isGuessable(pin)) return pin
  }
}

export function isPin(text: string): boolean {
  return /^[0-9]{4}$/.test(text)
}
