import type { InputOf, OutputOf } from '../../src-main/contract/command.ts'
import type { AllCommands } from '../../src-main/contract/console-commands.ts'
import type { ConsoleView } from '../../src-main/contract/console-view.ts'
import type { ViewChange } from '../../src-main/contract/view-change.ts'
import type { Result } from '../../src-main/core/result.ts'

export type CommandName = keyof AllCommands
export type InputFor<Name extends CommandName> = InputOf<AllCommands[Name]>
export type AnswerTo<Name extends CommandName> = Result<OutputOf<AllCommands[Name]>>

/** What the preload gives this page: commands up, views down. */
export type Bridge = {
  call<Name extends CommandName>(name: Name, input: InputFor<Name>): Promise<AnswerTo<Name>>
  /** Calls the listener with the present view and with each later one; returns its undo. */
  onView(listener: (view: ConsoleView) => void): () => void
}

/** The same views as what differs from one to the next, the first from nothing: a night may hold thousands of requests. */
type Following = { onChange(listener: (change: ViewChange) => void): () => void }

declare global {
  interface Window {
    readonly cueline: Bridge & Following
  }
}
