import type { MouseEvent, ReactNode } from 'react'
import type { Asking } from '../state/use-asking.ts'
import { Button, type ButtonProps } from './button.tsx'

export type AskButtonProps = Pick<ButtonProps, 'look' | 'size' | 'disabled' | 'aria-label'> & {
  readonly asking: Pick<Asking, 'busy' | 'wait'>
  readonly children: ReactNode
  /** Instead of the words while the answer is awaited. */
  readonly busyWords?: string
  /** Without it the button sends its form. */
  readonly onClick?: () => unknown
}

/** Asks main for something; while it has to wait after too many tries, it says for how long. */
export function AskButton({ asking, children, busyWords, disabled, onClick, ...rest }: AskButtonProps) {
  const still = disabled === true || asking.busy || asking.wait > 0
  const words = asking.busy ? (busyWords ?? children) : children

  function press(event: MouseEvent): void {
    if (still) event.preventDefault()
    else onClick?.()
  }

  return (
    <Button
      {...rest}
      type={onClick === undefined ? 'submit' : 'button'}
      // A button that is `disabled` would lose the focus, and the keyboard its place.
      aria-disabled={still}
      onClick={press}
    >
      {asking.wait > 0 ? `Try again in ${waitWords(asking.wait)}` : words}
    </Button>
  )
}

/** From two minutes on nobody counts seconds. */
function waitWords(seconds: number): string {
  return seconds < 120 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`
}
