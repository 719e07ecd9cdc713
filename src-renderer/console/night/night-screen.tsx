import { NoticePane } from '../notices/notice-pane.tsx'
import { Panels } from '../panels/panels.tsx'
import { useNight } from '../state/context.tsx'
import { Header } from './header.tsx'
import { Inbox } from './inbox.tsx'
import { MusicCard } from './music-card.tsx'
import styles from './night.module.css'
import { NowPlaying } from './now-playing.tsx'
import { Snackbar } from './snackbar.tsx'
import { UpNext } from './up-next.tsx'
import { useNightKeys } from './use-night-keys.ts'

/** The night while it runs: what was asked, what is next, what plays. */
export function NightScreen() {
  const eventId = useNight((night) => night.event.id)
  useNightKeys()
  return (
    <div className={styles.screen} key={eventId}>
      <Header />
      <main className={styles.columns}>
        <Inbox />
        <UpNext />
        <div className={styles.side}>
          <NowPlaying />
          <NoticePane />
          <MusicCard />
        </div>
      </main>
      <Snackbar />
      <Panels />
    </div>
  )
}
