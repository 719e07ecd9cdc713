type Zone = 'inbox' | 'queue'

let last: string | null = null

document.addEventListener('focusin', ({ target }) => {
  const zone =
    target instanceof Element ? target.closest<HTMLElement>('[data-zone]')?.dataset.zone : undefined
  last = zone ?? null
})

/** Whether keys mean this part of the night: it has the focus, or had it until the focused row went away. */
export function isInZone(zone: Zone): boolean {
  const { activeElement } = document
  if (activeElement === null || activeElement === document.body) return last === zone
  return activeElement.closest(`[data-zone="${zone}"]`) !== null
}
