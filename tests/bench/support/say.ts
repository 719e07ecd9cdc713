/** Progress for who waits; stdout carries the result alone. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`)
}
