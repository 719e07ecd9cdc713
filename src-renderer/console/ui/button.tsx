import type { ComponentProps } from 'react'
import styles from './controls.module.css'

export type ButtonProps = ComponentProps<'button'> & {
  readonly look?: 'plain' | 'primary' | 'danger' | 'quiet'
  readonly size?: 'usual' | 'large'
  /** An icon alone needs an `aria-label`. */
  readonly shape?: 'words' | 'icon'
}

export function Button({ look = 'plain', size = 'usual', shape = 'words', className, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={[styles.button, className].filter(Boolean).join(' ')}
      data-look={look}
      data-size={size}
      data-shape={shape}
    />
  )
}

/** A key as it stands on the keyboard. A picture, not text: it is no part of a button's name. */
export function Keycap({ children }: { readonly children: string }) {
  return <span className={styles.keycap} data-key={children} aria-hidden="true" />
}
