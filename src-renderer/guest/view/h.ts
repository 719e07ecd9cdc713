import type { Attributes, Tag } from './attributes.ts'

/** What a component may return: an element, text, or nothing (which keeps its place). */
export type View = Element | string | number | boolean | null | undefined | readonly View[]

export type Element = {
  readonly tag: Tag
  readonly props: Attributes
  readonly children: readonly (Element | string)[]
  readonly key: Key | undefined
}

export type Key = string | number
type Component<Props> = (props: Props) => View

/** What the compiler makes of `<tag …>`. Components are plain functions, called at once: they hold no state. */
export function h<Props extends Attributes>(
  tag: Tag | Component<Props>,
  props: (Props & { readonly key?: Key }) | null,
  ...children: readonly View[]
): View {
  const given = props ?? ({} as Props & { readonly key?: Key })
  if (typeof tag === 'string') return { tag, props: given, children: flatten(children), key: given.key }
  const view = tag({ ...given, children })
  return isElement(view) ? { ...view, key: given.key ?? view.key } : view
}

export function Fragment({ children }: { readonly children?: View }): View {
  return children
}

/** Nothing becomes an empty text, so that the siblings after it keep their places. */
export function flatten(view: View): readonly (Element | string)[] {
  if (Array.isArray(view)) return view.flatMap(flatten)
  if (isElement(view)) return [view]
  return [view == null || typeof view === 'boolean' ? '' : String(view)]
}

function isElement(view: View): view is Element {
  return typeof view === 'object' && view !== null && 'tag' in view
}

declare global {
  namespace JSX {
    type Element = View
    type ElementType = Tag | ((props: never) => View)
    interface ElementChildrenAttribute {
      children: unknown
    }
    interface IntrinsicAttributes {
      key?: Key
    }
    type IntrinsicElements = { [Name in Tag]: Attributes & IntrinsicAttributes }
  }
}
