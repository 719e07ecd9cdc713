/** Account, music, name, live. */
export const wizardSteps = 4

/** A name that needs no thought: `Saturday night, 22 November`. */
export function usualTitle(time: number): string {
  const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long' }).format(time)
  const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long' }).format(time)
  return `${weekday} night, ${day}`
}
