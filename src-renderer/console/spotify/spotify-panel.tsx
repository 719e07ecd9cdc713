import { useSpotify } from '../state/context.tsx'
import { ConnectGuide } from './connect-guide.tsx'
import { Connected } from './connected.tsx'
import { Ended } from './ended.tsx'
import { SigningIn } from './signing-in.tsx'
import styles from './spotify.module.css'

/** Connecting Spotify, and what it does once it is. Stands in a night and before one. */
export function SpotifyPanel() {
  const connection = useSpotify((spotify) => spotify.connection)
  switch (connection.state) {
    case 'off':
      return <ConnectGuide />
    case 'checking':
      return (
        <p role="status" className={styles.muted}>
          Looking for your connection to Spotify…
        </p>
      )
    case 'signing-in':
      return <SigningIn url={connection.url} />
    case 'connected':
      return <Connected connection={connection} />
    case 'ended':
      return <Ended />
  }
}
