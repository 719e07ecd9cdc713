import { EmailField } from './email-field.tsx'
import { Field, Problem } from './field.tsx'
import { NewPasswordField } from './new-password-field.tsx'

/** What is typed to make an account. */
export type AccountDraft = { readonly username: string; readonly password: string; readonly email: string }

export type AccountFieldsProps = {
  readonly draft: AccountDraft
  readonly problem: string | null
  readonly autoFocus?: boolean
  readonly onDraft: (draft: AccountDraft) => void
}

/** The name and password of a new account, and a way back in. */
export function AccountFields({ draft, problem, autoFocus = false, onDraft }: AccountFieldsProps) {
  return (
    <>
      <Field
        label="Your name"
        value={draft.username}
        maxLength={40}
        autoComplete="username"
        onChange={(event) => onDraft({ ...draft, username: event.target.value })}
        autoFocus={autoFocus}
        required
      />
      <NewPasswordField
        label="Password"
        password={draft.password}
        username={draft.username}
        onPassword={(password) => onDraft({ ...draft, password })}
      />
      <EmailField
        label="E-mail (optional)"
        hint="For a way back in, if you forget the password."
        value={draft.email}
        onText={(email) => onDraft({ ...draft, email })}
      />
      {problem !== null && <Problem>{problem}</Problem>}
    </>
  )
}
