import { useState } from 'react'
import type { ConsoleView } from '../../../src-main/contract/console-view.ts'
import { ResetForm } from '../accounts/reset-form.tsx'
import { SignInForm } from '../accounts/sign-in-form.tsx'
import { SignUpForm } from '../accounts/sign-up-form.tsx'
import { Notice } from '../ui/notice.tsx'
import { Frame } from './frame.tsx'

export type SignedOutProps = Extract<ConsoleView, { phase: 'signed-out' }>

/** Nobody is signed in here: come back, find the way back in, or make another account. */
export function SignedOut({ usernames, keychain, notice, mail }: SignedOutProps) {
  const [way, setWay] = useState<'sign-in' | 'reset' | 'sign-up'>('sign-in')
  const [username, setUsername] = useState(usernames[0] ?? '')
  const name = { username, onUsername: setUsername }
  const back = () => setWay('sign-in')

  switch (way) {
    case 'sign-in':
      return (
        <Frame
          key={way}
          title="Welcome back"
          lead="The night goes on while you are away; guests notice nothing."
        >
          {notice !== null && <Notice>{notice}</Notice>}
          <SignInForm
            {...name}
            usernames={usernames}
            keychainWords={keychain.state === 'ok' ? null : keychain.words}
            onForgotten={() => setWay('reset')}
            onNew={() => setWay('sign-up')}
          />
        </Frame>
      )
    case 'reset':
      return (
        <Frame
          key={way}
          title="Forgot the password?"
          lead={
            mail
              ? 'A code from an e-mail or one that you kept lets you in.'
              : 'A code that you kept lets you in.'
          }
        >
          <ResetForm {...name} mail={mail} onBack={back} />
        </Frame>
      )
    case 'sign-up':
      return (
        <Frame key={way} title="Another account" lead="With nights of its own. Nobody sees those of others.">
          <SignUpForm onBack={back} />
        </Frame>
      )
  }
}
