const longFrom = 56

/** Whether the display sets that line smaller, so that it keeps to two lines. */
export function isLongNotice(text: string): boolean {
  return text.length >= longFrom
}
