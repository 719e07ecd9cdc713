import { Field, type FieldProps } from './field.tsx'

/** As strict as main is, so that the field itself says what is wrong. */
const wholeAddress = "[A-Za-z0-9_'+.\\-]+@([A-Za-z0-9][A-Za-z0-9\\-]*\\.)+[A-Za-z]{2,}"

export type EmailFieldProps = Omit<FieldProps, 'type' | 'onChange'> & {
  readonly onText: (text: string) => void
}

export function EmailField({ onText, ...field }: EmailFieldProps) {
  return (
    <Field
      {...field}
      type="email"
      pattern={wholeAddress}
      title="A whole e-mail address, like mia@example.org"
      maxLength={254}
      autoComplete="email"
      onChange={(event) => onText(event.target.value)}
    />
  )
}

/** An empty field means: no address. */
export function emailOf(text: string): string | null {
  return text.trim() === '' ? null : text.trim()
}
