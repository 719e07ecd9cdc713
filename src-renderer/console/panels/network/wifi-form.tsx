import { type FormEvent, useState } from 'react'
import type { LanView } from '../../../../src-main/contract/lan-view.ts'
import { wordsFor } from '../../../../src-main/core/refusals.ts'
import { wifiSecurities } from '../../../../src-main/core/wifi-code.ts'
import { useActions } from '../../state/context.tsx'
import { Button } from '../../ui/button.tsx'
import { Field, PasswordField, Problem } from '../../ui/field.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { SwitchRow } from '../../ui/switch-row.tsx'
import styles from '../panels.module.css'
import { securityWords } from './words.ts'

export type WifiFormProps = { readonly wifi: LanView['wifi']; readonly onDone: () => void }

export function WifiForm({ wifi, onDone }: WifiFormProps) {
  const { ask, toast } = useActions()
  const [name, setName] = useState(wifi?.name ?? '')
  const [security, setSecurity] = useState(wifi?.security ?? 'wpa')
  const [password, setPassword] = useState('')
  const [hidden, setHidden] = useState(wifi?.hidden ?? false)
  const [problem, setProblem] = useState<string | null>(null)
  const kept = wifi !== null && wifi.password !== null && wifi.security === security

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault()
    const next = { name, security, password: password === '' ? null : password, hidden }
    const answer = await ask('lan.setWifi', { wifi: next })
    setProblem(answer.ok ? null : wordsFor(answer.error))
    if (!answer.ok) return
    toast('Guests can join the wifi by its code now.')
    onDone()
  }

  return (
    <form className={styles.group} onSubmit={save}>
      <Field
        label="Name of the wifi"
        value={name}
        maxLength={100}
        autoComplete="off"
        onChange={(event) => setName(event.target.value)}
        autoFocus
        required
      />
      <SelectField
        label="Security"
        value={security}
        choices={wifiSecurities.map((value) => ({ value, words: securityWords[value] }))}
        onChoose={setSecurity}
      />
      {security !== 'open' && (
        <PasswordField
          label="Password of the wifi"
          hint={
            kept
              ? 'Leave it empty to keep the present one.'
              : 'Kept in the keychain of this computer; it is in the code that guests scan.'
          }
          value={password}
          maxLength={100}
          autoComplete="off"
          onChange={(event) => setPassword(event.target.value)}
          required={!kept}
        />
      )}
      <SwitchRow
        label="Hidden network"
        hint="It does not show up in the list of a phone."
        checked={hidden}
        onChange={setHidden}
      />
      {problem !== null && <Problem>{problem}</Problem>}
      <div className={styles.buttons}>
        <Button type="submit" look="primary">
          Save the wifi
        </Button>
        <Button look="quiet" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
