import { act, render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactElement } from 'react'
import type { ConsoleView } from '../../../src-main/contract/console-view.ts'
import { App } from '../app.tsx'
import { createActions } from '../state/actions.ts'
import { type Console, ConsoleProvider } from '../state/context.tsx'
import { createConsoleStore, receiveView } from '../state/store.ts'
import { type Answers, fakeBridge } from './fake-bridge.ts'

/** The test DOM has no layout: lists get a window of this many pixels. */
const windowHeight = 720

for (const [name, size] of [
  ['offsetHeight', windowHeight],
  ['clientHeight', windowHeight],
  ['offsetWidth', 640],
] as const) {
  Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => size })
}

/** The whole console over a fake main; `show` is main's next view, `asked` the commands of one name so far. */
export function renderConsole(view: ConsoleView, answers: Answers = {}) {
  return renderOver(view, answers, (console) => <App console={console} />)
}

/** One part of it alone. */
export function renderPart(part: ReactElement, view: ConsoleView, answers: Answers = {}) {
  return renderOver(view, answers, (console) => <ConsoleProvider console={console}>{part}</ConsoleProvider>)
}

function renderOver(view: ConsoleView, answers: Answers, page: (console: Console) => ReactElement) {
  const bridge = fakeBridge(view, answers)
  const store = createConsoleStore()
  const actions = createActions(store, bridge)
  bridge.onView((next) => receiveView(store, next))
  const { container } = render(page({ store, actions }))
  return {
    container,
    person: userEvent.setup(),
    show: (next: ConsoleView) => act(async () => bridge.show(next)),
    asked: (name: string) => bridge.calls.filter((call) => call.name === name).map((call) => call.input),
    calls: bridge.calls,
  }
}
