/** Keypad lines and corners that people choose and guess first. */
const keypadFavourites = new Set([
  '2580',
  '0852',
  '1470',
  '0741',
  '3690',
  '0963',
  '1590',
  '1397',
  '7913',
  '2468',
  '1357',
  '1379',
  '9731',
  '8642',
  '7531',
])

/** Whether a PIN is among those that people try first: repeats, runs, pairs, years, keypad lines, tiny numbers. */
export function isGuessable(pin: string): boolean {
  const digits = [...pin].map(Number)
  const steps = digits.slice(1).map((digit, index) => digit - (digits[index] ?? 0))
  const run = steps.every((step) => step === 1) || steps.every((step) => step === -1)
  const repeats = new Set(digits).size === 1
  const pairs = pin.slice(0, 2) === pin.slice(2) || (pin[0] === pin[1] && pin[2] === pin[3])
  const year = pin >= '1900' && pin <= '2099'
  const tiny = pin < '0100'
  return run || repeats || pairs || year || tiny || keypadFavourites.has(pin)
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
