import { type FormEvent, useState } from 'react'
import type { MailServer } from '../../../src-main/contract/account-commands.ts'
import { type MailSecurity, mailSecurities } from '../../../src-main/core/mail.ts'
import panels from '../panels/panels.module.css'
import { useActions } from '../state/context.tsx'
import { useAsking } from '../state/use-asking.ts'
import { AskButton } from '../ui/ask-button.tsx'
import { EmailField } from '../ui/email-field.tsx'
import { Field, PasswordField, Problem } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { draftOf, type MailDraft, securityWords, toSave, withSecurity } from './mail-draft.ts'

export type MailFormProps = {
  /** What is kept; `null` before the first time. */
  readonly server: MailServer | null
  readonly onKept: (server: MailServer | null) => void
}

export function MailForm({ server, onKept }: MailFormProps) {
  const { ask, toast } = useActions()
  const saving = useAsking()
  const removing = useAsking()
  const [draft, setDraft] = useState<MailDraft>(() => draftOf(server))
  const set = (change: Partial<MailDraft>): void => setDraft({ ...draft, ...change })

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault()
    const next = toSave(draft, server)
    const answer = await saving.run(() => ask('mail.save', next))
    if (!answer.ok) return
    toast('Saved. The server took it.')
    onKept(next.server)
  }

  async function remove(): Promise<void> {
    const answer = await removing.run(() => ask('mail.remove', {}))
    if (!answer.ok) return
    toast('The server is forgotten. Codes are not mailed any more.')
    onKept(null)
  }

  return (
    <form className={panels.group} onSubmit={save}>
      <Where draft={draft} onChange={set} onSecurity={(one) => setDraft(withSecurity(draft, one))} />
      <Who draft={draft} kept={server !== null} onChange={set} />
      {saving.problem !== null && <Problem>{saving.problem}</Problem>}
      {removing.problem !== null && <Problem>{removing.problem}</Problem>}
      {saving.busy && <Notice>Trying the server first. This can take a few seconds.</Notice>}
      <div className={panels.buttons}>
        <AskButton asking={saving} look="primary" busyWords="Trying…">
          Try it and save
        </AskButton>
        {server !== null && (
          <AskButton asking={removing} look="quiet" onClick={remove}>
            Forget this server
          </AskButton>
        )}
      </div>
    </form>
  )
}

type PartProps = { readonly draft: MailDraft; readonly onChange: (change: Partial<MailDraft>) => void }

type WhereProps = PartProps & { readonly onSecurity: (security: MailSecurity) => void }

function Where({ draft, onChange, onSecurity }: WhereProps) {
  return (
    <>
      <Field
        label="Server"
        placeholder="smtp.example.org"
        value={draft.host}
        maxLength={253}
        spellCheck={false}
        onChange={(event) => onChange({ host: event.target.value })}
        required
      />
      <SelectField
        label="Security"
        value={draft.security}
        choices={mailSecurities.map((value) => ({ value, words: securityWords[value] }))}
        onChoose={onSecurity}
      />
      <Field
        label="Port"
        inputMode="numeric"
        pattern="[1-9][0-9]{0,4}"
        title="A number from 1 to 65535"
        className={panels.number}
        value={draft.port}
        onChange={(event) => onChange({ port: event.target.value })}
        required
      />
    </>
  )
}

function Who({ draft, kept, onChange }: PartProps & { readonly kept: boolean }) {
  return (
    <>
      <Field
        label="User"
        hint="Often the whole e-mail address. Empty, if the server asks for none."
        value={draft.user}
        maxLength={254}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange({ user: event.target.value })}
      />
      <PasswordField
        label="Password"
        hint={kept ? 'The one that is kept, unless you type another.' : undefined}
        value={draft.password}
        autoComplete="off"
        onChange={(event) => onChange({ password: event.target.value })}
      />
      <EmailField
        label="Sender"
        hint="The address that the codes come from."
        value={draft.from}
        onText={(from) => onChange({ from })}
        required
      />
    </>
  )
}
