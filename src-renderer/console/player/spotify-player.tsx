import { useState } from 'react'
import { ListenLink } from '../spotify/listen-link.tsx'
import { ProblemNotice } from '../spotify/problem-notice.tsx'
import { problemOf } from '../spotify/words.ts'
import { useActions, useNight } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import { DeviceButton } from './device-button.tsx'
import { foreignWords } from './playback.ts'
import styles from './player.module.css'
import { SeekBar } from './seek-bar.tsx'
import { Transport } from './transport.tsx'
import { Volume } from './volume.tsx'

export type SpotifyPlayerProps = {
  /** Spotify's reading is of the song that stands above. */
  readonly ours: boolean
}

/** What Spotify does, below the song: its place, its buttons, its device, and the way back to one's own hands. */
export function SpotifyPlayer({ ours }: SpotifyPlayerProps) {
  const { playBy, playOrPause, send } = useActions()
  const spotify = useNight((night) => night.spotify)
  const [devicesOpen, setDevicesOpen] = useState(false)
  const { connection, playback, asked } = spotify
  const problem = problemOf(spotify)
  const foreign = playback === null || ours ? null : foreignWords(playback)
  return (
    <div className={styles.player}>
      {foreign !== null && (
        <div className={styles.foreign}>
          <p>{foreign}</p>
          <ListenLink url={playback?.item?.link ?? null} title={playback?.item?.title ?? ''} />
        </div>
      )}
      {playback?.item ? (
        <SeekBar
          key={playback.item.title}
          playback={playback}
          asked={asked === null ? null : `${asked}…`}
          onSeek={(positionMs) => send('spotify.seek', { positionMs })}
        />
      ) : (
        <p role="status" className={styles.foreign}>
          {asked === null ? 'Nothing plays at Spotify.' : `${asked}…`}
        </p>
      )}
      {connection.state === 'connected' && (
        <div className={styles.controls}>
          <Transport
            playing={playback?.playing === true}
            backWords="Previous song"
            onBack={() => void send('spotify.previous', {})}
            onPlay={playOrPause}
            onNext={() => void send('spotify.next', {})}
          />
          {playback !== null && playback.volume !== null && (
            <Volume
              percent={playback.volume}
              onChoose={(percent) => send('spotify.setVolume', { percent })}
            />
          )}
        </div>
      )}
      {problem !== null && <ProblemNotice problem={problem} onChooseDevice={() => setDevicesOpen(true)} />}
      <div className={styles.foot}>
        {connection.state === 'connected' && <DeviceButton open={devicesOpen} onOpen={setDevicesOpen} />}
        <Button look="quiet" onClick={() => playBy('hand')}>
          Play by hand
        </Button>
      </div>
    </div>
  )
}
