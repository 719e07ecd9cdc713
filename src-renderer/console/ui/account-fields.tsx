import { Field, PasswordField, Problem } from './field.tsx'

export type AccountFieldsProps = {
  readonly username: string
  readonly password: string
  readonly problem: string | null
  readonly autoFocus?: boolean
  readonly onUsername: (username: string) => void
  readonly onPassword: (password: string) => void
}

/** The name and password of a new account. */
export function AccountFields({
  username,
  password,
  problem,
  autoFocus = false,
  onUsername,
  onPassword,
}: AccountFieldsProps) {
  return (
    <>
      <Field
        label="Your name"
        value={username}
        maxLength={40}
        autoComplete="username"
        onChange={(event) => onUsername(event.target.value)}
        autoFocus={autoFocus}
        required
      />
      <PasswordField
        label="Password"
        hint="At least 8 characters."
        value={password}
        autoComplete="new-password"
        onChange={(event) => onPassword(event.target.value)}
        required
      />
      {problem !== null && <Problem>{problem}</Problem>}
    </>
  )
}
