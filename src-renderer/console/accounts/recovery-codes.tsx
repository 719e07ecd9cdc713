import { Copy, Printer } from 'lucide-react'
import { createPortal } from 'react-dom'
import { copyText } from '../panels/copy-text.ts'
import { useActions } from '../state/context.tsx'
import type { NewCodes } from '../state/store.ts'
import { Button } from '../ui/button.tsx'
import styles from './recovery-codes.module.css'

export type RecoveryCodesProps = Pick<NewCodes, 'username' | 'codes'>

/** New recovery codes, large, to copy or to print. */
export function RecoveryCodes({ username, codes }: RecoveryCodesProps) {
  const { toast } = useActions()

  async function copy(): Promise<void> {
    const text = [`Cueline recovery codes of ${username}`, ...codes].join('\n')
    toast((await copyText(text)) ? 'Copied.' : 'Copying was not allowed. Print the codes or write them down.')
  }

  return (
    <div className={styles.block}>
      <CodeList codes={codes} />
      <div className={styles.buttons}>
        <Button onClick={copy}>
          <Copy size={16} aria-hidden="true" />
          Copy
        </Button>
        <Button onClick={() => window.print()}>
          <Printer size={16} aria-hidden="true" />
          Print
        </Button>
      </div>
      {createPortal(<PrintedSheet username={username} codes={codes} />, document.body)}
    </div>
  )
}

function CodeList({ codes }: Pick<NewCodes, 'codes'>) {
  return (
    <ol className={styles.codes} aria-label="Recovery codes">
      {codes.map((code) => (
        <li key={code}>{code}</li>
      ))}
    </ol>
  )
}

/** The page that the printer gets; on the screen it is not there. */
function PrintedSheet({ username, codes }: RecoveryCodesProps) {
  return (
    <section className={styles.sheet} aria-hidden="true">
      <h1>Cueline recovery codes of {username}</h1>
      <p>
        If the password is forgotten: choose “Forgot the password?”, type one of these codes and a new
        password. Each code works once. Who has this page can sign in, so keep it like a key.
      </p>
      <CodeList codes={codes} />
    </section>
  )
}
