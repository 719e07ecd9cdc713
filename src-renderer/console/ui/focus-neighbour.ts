/** The button goes with its row: who walks by keys stays where they are in the list. */
export function focusNeighbour(button: HTMLElement): void {
  const row = button.closest('li')
  const next = row?.nextElementSibling ?? row?.previousElementSibling
  const to = next?.querySelector('button') ?? button.closest<HTMLElement>('[tabindex="0"]')
  to?.focus()
}
