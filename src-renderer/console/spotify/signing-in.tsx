import { Copy } from 'lucide-react'
import { copyText } from '../panels/copy-text.ts'
import { useActions } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import { OutsideLink } from '../ui/outside-link.tsx'
import styles from './spotify.module.css'

export type SigningInProps = {
  /** Spotify's page, which the browser should show by now. */
  readonly url: string
}

/** The browser has the word; this panel goes on by itself when it is done there. */
export function SigningIn({ url }: SigningInProps) {
  const { send, toast } = useActions()

  async function copy(): Promise<void> {
    toast((await copyText(url)) ? 'Copied.' : 'Copying was not allowed. Open the page instead.')
  }

  return (
    <>
      <div className={styles.group} role="status">
        <p className={styles.big}>Finish in your browser</p>
        <p>
          Sign in to Spotify there and accept what it lists. This panel goes on by itself as soon as you have.
        </p>
      </div>
      <div className={styles.group}>
        <p className={styles.muted}>No page opened, or in the wrong browser?</p>
        <div className={styles.buttons}>
          <OutsideLink href={url}>Open it again</OutsideLink>
          <Button onClick={copy}>
            <Copy size={16} aria-hidden="true" />
            Copy the link
          </Button>
        </div>
      </div>
      <div className={styles.buttons}>
        <Button look="quiet" onClick={() => send('spotify.cancelConnect', {})}>
          Cancel
        </Button>
      </div>
    </>
  )
}
