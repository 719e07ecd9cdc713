import type { ReactNode } from 'react'
import { Copyable } from '../panels/copyable.tsx'
import { useSpotify } from '../state/context.tsx'
import { Problem } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { OutsideLink } from '../ui/outside-link.tsx'
import { ClientIdForm } from './client-id-form.tsx'
import styles from './spotify.module.css'
import { dashboardUrl, redirectUri } from './words.ts'

/** Five steps from nothing to a connection; most of them are on Spotify's own page. */
export function ConnectGuide() {
  const problem = useSpotify((spotify) => spotify.signInProblem)
  return (
    <>
      <p>
        With Spotify, guests search all its songs, and it can play the queue for you. Guests need no account.
      </p>
      <Notice>
        Spotify’s terms are for personal, non-commercial use. Playing it at a paid public event needs a
        licence that Spotify does not sell to DJs.
      </Notice>
      {problem !== null && <Problem>{problem}</Problem>}
      <ol className={styles.steps}>
        <Step title="Create an app at Spotify">
          <p>Sign in with a Premium account, press “Create app”, and give it any name and description.</p>
          <OutsideLink href={dashboardUrl}>Open the developer dashboard</OutsideLink>
        </Step>
        <Step title="Register the way back">
          <p>Paste this as redirect URI, exactly so, and press “Add”.</p>
          <dl>
            <Copyable label="Redirect URI" text={redirectUri} className={styles.code} />
          </dl>
        </Step>
        <Step title="Tick “Web API” and save" />
        <Step title="Let yourself in">
          <p>Under “User Management”, add your own account and the one that you play with.</p>
        </Step>
        <Step title="Paste the client ID">
          <p>It stands in the app’s settings. The client secret is not needed.</p>
          <ClientIdForm />
        </Step>
      </ol>
      <p className={styles.muted}>
        Your app stays in what Spotify calls Development Mode, which is enough: its owner needs Premium, up to
        five accounts can use it, and its one client ID serves all your computers.
      </p>
    </>
  )
}

type StepProps = { readonly title: string; readonly children?: ReactNode }

function Step({ title, children }: StepProps) {
  return (
    <li className={styles.step}>
      <div className={styles.stepBody}>
        <h3 className={styles.stepTitle}>{title}</h3>
        {children}
      </div>
    </li>
  )
}
