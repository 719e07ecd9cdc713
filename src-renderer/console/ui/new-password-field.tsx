import { isUsablePassword } from '../../../src-main/core/password.ts'
import { PasswordField } from './field.tsx'

export type NewPasswordFieldProps = {
  readonly label: string
  readonly password: string
  readonly username: string
  readonly onPassword: (password: string) => void
}

/** A password that is being chosen, with what it still lacks in words. */
export function NewPasswordField({ label, password, username, onPassword }: NewPasswordFieldProps) {
  return (
    <PasswordField
      label={label}
      hint={passwordHint(password, username)}
      value={password}
      autoComplete="new-password"
      onChange={(event) => onPassword(event.target.value)}
      required
    />
  )
}

const fewest = 8

function passwordHint(password: string, username: string): string {
  if (password === '') return `At least ${fewest} characters.`
  const missing = fewest - [...password].length
  if (missing > 0) return missing === 1 ? 'One more character.' : `${missing} more characters.`
  if (isUsablePassword(password, username)) return 'Long enough. What many people use is refused.'
  return password.toLowerCase() === username.toLowerCase()
    ? 'Anything but your name.'
    : 'Too long. 72 letters are the most, fewer with accents or emoji.'
}
