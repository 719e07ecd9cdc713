import type { AnswerTo, InputFor } from '../bridge.ts'
import type { Send } from './actions.ts'
import type { ConsoleStore, NewCodes } from './store.ts'

/** What makes recovery codes: they are shown this once, so they wait here until they are kept. */
export function createAccountActions(store: ConsoleStore, ask: Send) {
  function show(username: string, codes: readonly string[], where: NewCodes['where']): void {
    if (codes.length === 0) return
    store.setState({ newCodes: { username: username.trim().toLowerCase(), codes, where } })
  }

  /** Makes or claims an account. The next screen comes after its codes, in the night they stand in the panel. */
  async function makeAccount(
    name: 'account.create' | 'account.signUp',
    input: InputFor<'account.create'>,
  ): Promise<AnswerTo<'account.create'>> {
    const { view } = store.getState()
    const inNight = view?.phase === 'night'
    if (!inNight) store.setState({ heldView: view })
    const answer = await ask(name, input)
    if (answer.ok) show(input.username, answer.value.recoveryCodes, inNight ? 'panel' : 'screen')
    store.setState({ heldView: null })
    return answer
  }

  async function makeNewCodes(
    username: string,
    password: string,
  ): Promise<AnswerTo<'account.newRecoveryCodes'>> {
    const answer = await ask('account.newRecoveryCodes', { password })
    if (answer.ok) show(username, answer.value.recoveryCodes, 'panel')
    return answer
  }

  return { makeAccount, makeNewCodes, codesKept: () => store.setState({ newCodes: null }) }
}
