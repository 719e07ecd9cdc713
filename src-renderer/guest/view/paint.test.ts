import fc from 'fast-check'
import { expect, test } from 'vitest'
import { h, type View } from './h.ts'
import { paint } from './paint.ts'

function page(): HTMLElement {
  return document.createElement('div')
}

function paintedAnew(view: View): HTMLElement {
  const fresh = page()
  paint(fresh, view)
  return fresh
}

const text = fc.constantFrom<View>('a', '<b>', '', 0, null, false, undefined)
const { view } = fc.letrec<{ view: View; list: View }>((tie) => ({
  view: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    text,
    fc
      .tuple(
        fc.constantFrom('p' as const, 'ul' as const),
        fc.record({ class: fc.constantFrom('x', 'y'), required: fc.boolean() }, { requiredKeys: [] }),
        fc.array(fc.oneof(tie('view'), tie('list')), { maxLength: 4 }),
      )
      .map(([tag, props, children]) => h(tag, props, ...children)),
  ),
  list: fc
    .array(fc.tuple(fc.nat(5), tie('view')), { maxLength: 5 })
    .map((items) => items.map(([key, child]) => h('li', { key }, child))),
}))

test('a page painted over looks like one painted anew', () => {
  fc.assert(
    fc.property(fc.array(fc.array(view, { maxLength: 4 }), { minLength: 1, maxLength: 4 }), (views) => {
      const root = page()
      root.innerHTML = '<main>One moment…</main>'
      for (const each of views) {
        paint(root, each)
        const fresh = paintedAnew(each)
        // The order of attributes doesn't matter, all else does.
        expect(root.isEqualNode(fresh), `${root.innerHTML} / ${fresh.innerHTML}`).toBe(true)
      }
    }),
  )
})

test('rows keep their nodes by key, so that what one types or focuses stays', () => {
  const root = page()
  document.body.append(root)
  const rows = (keys: readonly string[]) => keys.map((key) => h('li', { key }, h('input', { name: key })))
  paint(root, h('ul', null, rows(['a', 'b', 'c'])))
  const field = root.querySelector<HTMLInputElement>('[name=b]')
  field?.focus()
  paint(root, h('ul', null, rows(['new', 'b', 'c'])))
  expect(root.querySelector('[name=b]')).toBe(field)
  expect(document.activeElement).toBe(field)
  expect([...root.querySelectorAll('input')].map(({ name }) => name)).toEqual(['new', 'b', 'c'])
  root.remove()
})

test('what comes and goes does not disturb its siblings', () => {
  const root = page()
  const form = (words: string) =>
    h('form', null, words && h('p', null, words), h('input', { defaultValue: 'Mia' }))
  paint(root, form(''))
  const field = root.querySelector('input')
  if (field) field.value = 'typed'
  paint(root, form('wrong'))
  paint(root, form(''))
  expect(root.querySelector('input')).toBe(field)
  expect(field?.value).toBe('typed')
})

test('a field with a value shows the state, not the keys', () => {
  const root = page()
  paint(root, h('input', { value: '1' }))
  const field = root.querySelector('input')
  if (field) field.value = '1x'
  paint(root, h('input', { value: '1' }))
  expect(field?.value).toBe('1')
})

test('handlers are the latest ones, and text is never markup', () => {
  const root = page()
  const calls: string[] = []
  for (const name of ['first', 'second']) {
    paint(root, h('button', { onClick: () => void calls.push(name), 'aria-expanded': false }, '<img src=x>'))
  }
  root.querySelector('button')?.click()
  expect(calls).toEqual(['second'])
  expect(root.querySelector('img')).toBeNull()
  expect(root.querySelector('button')?.getAttribute('aria-expanded')).toBe('false')
})
