import type { Attributes } from './attributes.ts'
import { type Element, flatten, type Key, type View } from './h.ts'

/** What each node was painted from. */
const painted = new WeakMap<Node, Element | string>()

/** Makes `root` show the view, reusing the nodes that are there: by key in lists, else by place and tag. */
export function paint(root: HTMLElement, view: View): void {
  paintChildren(root, flatten(view))
}

function paintChildren(parent: HTMLElement, children: readonly (Element | string)[]) {
  const kept = new Set(children.map(keyOf))
  const keyed = new Map<Key, ChildNode>()
  for (const node of [...parent.childNodes]) {
    const key = keyOf(painted.get(node))
    if (key === undefined) continue
    // Gone ones leave first: what stays then needn't move, and keeps the focus.
    if (kept.has(key)) keyed.set(key, node)
    else node.remove()
  }
  let here = parent.firstChild
  for (const child of children) {
    const key = keyOf(child)
    const place = here && keyOf(painted.get(here)) === undefined ? here : null
    const old = key === undefined ? place : keyed.get(key)
    if (key !== undefined) keyed.delete(key)
    const node = old && fits(old, child) ? old : make(child)
    if (node === here) here = here.nextSibling
    else if (key === undefined && place) {
      here = place.nextSibling
      place.replaceWith(node)
    } else parent.insertBefore(node, here)
    update(node, child)
  }
  while (here) {
    const next = here.nextSibling
    here.remove()
    here = next
  }
}

function keyOf(child: Element | string | undefined): Key | undefined {
  return typeof child === 'object' ? child.key : undefined
}

function fits(node: Node, child: Element | string): boolean {
  const was = painted.get(node)
  return typeof child === 'string'
    ? typeof was === 'string'
    : typeof was === 'object' && was.tag === child.tag
}

function make(child: Element | string): HTMLElement | Text {
  return typeof child === 'string' ? document.createTextNode('') : document.createElement(child.tag)
}

function update(node: ChildNode, child: Element | string) {
  const was = painted.get(node)
  painted.set(node, child)
  if (typeof child === 'string') {
    if (was !== child) node.textContent = child
  } else if (node instanceof HTMLElement) {
    updateProps(node, typeof was === 'object' ? was.props : {}, child.props)
    paintChildren(node, child.children)
  }
}

function updateProps(node: HTMLElement, was: Attributes, now: Attributes) {
  for (const [name, value] of Object.entries<unknown>({
    ...Object.fromEntries(Object.keys(was).map((name) => [name, undefined])),
    ...now,
  })) {
    if (name === 'value') {
      if (node instanceof HTMLInputElement && node.value !== value) node.value = String(value)
    } else if (value === was[name as keyof Attributes] || name === 'key') {
      // Nothing to do.
    } else if (name === 'style') {
      Object.assign(node.style, value)
    } else if (name === 'defaultValue' || name.startsWith('on')) {
      // Handlers are set as properties, which a strict content security policy allows.
      Object.assign(node, { [name.startsWith('on') ? name.toLowerCase() : name]: value })
    } else if (value === undefined || (value === false && !name.startsWith('aria'))) {
      node.removeAttribute(name)
    } else {
      node.setAttribute(name, String(value))
    }
  }
}
