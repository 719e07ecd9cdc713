import { useEffect, useState } from 'react'
import type { MailServer } from '../../../src-main/contract/account-commands.ts'
import { wordsFor } from '../../../src-main/core/refusals.ts'
import panels from '../panels/panels.module.css'
import { useActions } from '../state/context.tsx'
import { Problem } from '../ui/field.tsx'
import { MailForm } from './mail-form.tsx'

/** Which server sends the codes from this computer. */
export function MailPanel() {
  const { ask } = useActions()
  const [server, setServer] = useState<MailServer | null>(null)
  const [loaded, setLoaded] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  useEffect(() => {
    ask('mail.get', {}).then((answer) => {
      setLoaded(answer.ok)
      if (answer.ok) setServer(answer.value.server)
      else setProblem(wordsFor(answer.error))
    })
  }, [ask])

  return (
    <>
      <p className={panels.muted}>
        Codes that confirm an address or reset a password are sent through it. Without one, recovery codes are
        the way back in. It is kept on this computer only.
      </p>
      {problem !== null && <Problem>{problem}</Problem>}
      {loaded && <MailForm key={server === null ? 'new' : 'kept'} server={server} onKept={setServer} />}
    </>
  )
}
