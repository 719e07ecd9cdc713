import { type FormEvent, useState } from 'react'
import { useActions } from '../state/context.tsx'
import { useAsking } from '../state/use-asking.ts'
import type { AccountDraft } from '../ui/account-fields.tsx'
import { emailOf } from '../ui/email-field.tsx'

export type NewAccountStart = { readonly username?: string; readonly onMade?: () => void }

/** A form that makes an account, or claims the one that has no password yet. A refusal keeps what was typed. */
export function useNewAccount(
  name: 'account.create' | 'account.signUp',
  { username = '', onMade }: NewAccountStart = {},
) {
  const { makeAccount } = useActions()
  const asking = useAsking()
  const [draft, setDraft] = useState<AccountDraft>({ username, password: '', email: '' })

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    const answer = await asking.run(() => makeAccount(name, { ...draft, email: emailOf(draft.email) }))
    if (answer.ok) onMade?.()
  }

  return { asking, fields: { draft, problem: asking.problem, onDraft: setDraft }, submit }
}
