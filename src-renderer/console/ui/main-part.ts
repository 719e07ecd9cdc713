/** Where a menu belongs for screen readers: on the body it would stand beside all parts of the page. */
export function mainPart(): HTMLElement | null {
  return document.querySelector('main')
}
