import { useEffect, useState } from 'react'
import type { AboutView } from '../../../src-main/contract/about.ts'
import { useActions } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import { Fold } from '../ui/fold.tsx'
import own from './about.module.css'
import styles from './panels.module.css'

/** What this program is, where the data lies, whose work is in it. */
export function AboutPanel() {
  const { openPanel, send } = useActions()
  const [about, setAbout] = useState<AboutView | null>(null)
  useEffect(() => {
    void send('shell.about', {}).then((answer) => answer.ok && setAbout(answer.value))
  }, [send])
  if (!about) return <p className={styles.muted}>Looking…</p>
  return (
    <>
      <section className={styles.group} aria-label="Version">
        <p className={styles.big}>Cueline {about.version}</p>
        <p className={styles.muted}>
          {about.runsOn.map(({ name, version }) => `${name} ${version}`).join(' · ')}
        </p>
        <div className={styles.buttons}>
          <Button onClick={() => openPanel('keys')}>Keyboard shortcuts</Button>
        </div>
      </section>
      <section className={styles.group} aria-label="Where your data lies">
        <h3 className={styles.groupTitle}>Where your data lies</h3>
        <p className={own.path}>{about.home}</p>
        <p className={styles.muted}>
          Settings, logs and the database that Cueline brings along. Secrets are in this computer’s keychain.
        </p>
        <div className={styles.buttons}>
          <Button onClick={() => send('shell.showFolder', { which: 'home' })}>Open the folder</Button>
          <Button onClick={() => send('shell.showFolder', { which: 'logs' })}>Open the log files</Button>
        </div>
      </section>
      <Fold title="Made with" summary={`${about.packages.length} works of others`}>
        <ul className={own.packages}>
          {about.packages.map(({ name, version, licence, text }) => (
            <li key={`${name} ${version}`}>
              <details>
                <summary>
                  {name} {version}, {licence}
                </summary>
                <pre className={own.text}>{text || 'No text of its own.'}</pre>
              </details>
            </li>
          ))}
        </ul>
        <p className={styles.muted}>
          Electron’s and Chromium’s own licences lie beside the program, PostgreSQL’s beside its server.
        </p>
      </Fold>
    </>
  )
}
