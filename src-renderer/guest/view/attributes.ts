import type { View } from './h.ts'

/** The elements and attributes that the page uses; spelled as in HTML, events in camel case. */

export type Tag = Exclude<keyof HTMLElementTagNameMap, 'script' | 'style' | 'iframe'>

type On<Event, Target> = (event: Event & { readonly currentTarget: Target }) => void

export type Attributes = {
  readonly [name: `aria-${string}`]: string | boolean | undefined
  readonly children?: View
  readonly class?: string
  readonly role?: 'alert' | 'status'
  readonly title?: string
  readonly tabindex?: number
  readonly style?: Partial<CSSStyleDeclaration>
  readonly type?: string
  readonly name?: string
  readonly placeholder?: string
  readonly required?: boolean
  readonly maxlength?: number
  readonly inputmode?: 'text' | 'numeric'
  readonly enterkeyhint?: 'search'
  readonly autocomplete?: string
  readonly autocorrect?: 'off'
  readonly autocapitalize?: 'characters'
  readonly spellcheck?: 'false'
  /** Set again whenever it differs from what the field shows. */
  readonly value?: string
  /** Set once, when the field is made. */
  readonly defaultValue?: string
  readonly href?: string
  readonly target?: '_blank'
  readonly rel?: 'noreferrer'
  readonly src?: string
  readonly alt?: string
  readonly loading?: 'lazy'
  readonly onClick?: On<MouseEvent, HTMLElement>
  readonly onInput?: On<globalThis.Event, HTMLInputElement>
  readonly onSubmit?: On<SubmitEvent, HTMLFormElement>
  readonly onError?: On<globalThis.Event, HTMLElement>
}
