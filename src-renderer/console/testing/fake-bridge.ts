import type { ConsoleView } from '../../../src-main/contract/console-view.ts'
import type { Result } from '../../../src-main/core/result.ts'
import { done } from '../../../src-main/core/result.ts'
import type { AnswerTo, Bridge, CommandName, InputFor } from '../bridge.ts'

/** What main would answer; a command that is not named here answers with nothing. */
export type Answers = {
  readonly [Name in CommandName]?: (input: InputFor<Name>) => AnswerTo<Name> | Promise<AnswerTo<Name>>
}

export type FakeBridge = Bridge & {
  readonly calls: readonly { readonly name: string; readonly input: unknown }[]
  /** What main pushes. */
  show(view: ConsoleView): void
}

/** Main's side of the preload: records what is asked and answers as told. */
export function fakeBridge(view: ConsoleView, answers: Answers = {}): FakeBridge {
  const calls: { name: string; input: unknown }[] = []
  const listeners = new Set<(view: ConsoleView) => void>()
  return {
    calls,
    async call(name, input) {
      calls.push({ name, input })
      const answer = answers[name]
      // An unnamed command that answers with more than nothing would be a mistake of the test.
      return answer === undefined ? (done() as Result<never>) : answer(input)
    },
    onView(listener) {
      listeners.add(listener)
      listener(structuredClone(view))
      return () => listeners.delete(listener)
    },
    show(next) {
      for (const listener of listeners) listener(structuredClone(next))
    },
  }
}
