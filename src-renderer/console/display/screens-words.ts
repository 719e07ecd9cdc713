/** How many browsers show the display. */
export function screensWords(screens: number): string {
  if (screens === 0) return 'Nobody watches by this link now.'
  return screens === 1 ? 'One screen watches by this link now.' : `${screens} screens watch by this link now.`
}
