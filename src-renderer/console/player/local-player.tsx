import { Speaker } from 'lucide-react'
import { useActions, useNight } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import styles from './player.module.css'
import { SeekBar } from './seek-bar.tsx'
import { Transport } from './transport.tsx'
import { Volume } from './volume.tsx'

/** What this computer plays, below the song: its place, its buttons, how loud, and the way back to one's own hands. */
export function LocalPlayer() {
  const { send, playOrPause, playNextSong } = useActions()
  const player = useNight((night) => night.player)
  const song = useNight((night) => night.nowPlaying)
  const { head, volume, muted } = player
  const playing = head?.playing === true
  const setVolume = (percent: number) => send('player.setVolume', { percent, muted: false })
  return (
    <div className={styles.player}>
      {head !== null && (
        <SeekBar
          key={head.requestId}
          playback={{ ...head, item: { durationMs: song?.durationMs ?? null } }}
          asked={playing ? null : 'Paused'}
          onSeek={(positionMs) => send('player.seek', { positionMs })}
        />
      )}
      <div className={styles.controls}>
        <Transport
          playing={playing}
          backWords="To the beginning"
          onBack={() => void send('player.seek', { positionMs: 0 })}
          onPlay={playOrPause}
          onNext={() => playNextSong()}
        />
        <Volume
          percent={volume}
          onChoose={setVolume}
          onMove={setVolume}
          mute={{
            muted,
            onSwitch: () => send('player.setVolume', { percent: volume, muted: !muted }),
          }}
        />
      </div>
      <Troubles />
      <RoomOutput />
    </div>
  )
}

/** Where the room hears it; a press leads to the others. */
function RoomOutput() {
  const { openPanel } = useActions()
  const room = useNight((night) => night.player.room)
  const words = room?.name ?? 'This computer’s sound'
  return (
    <div className={styles.foot}>
      <Button
        look="quiet"
        className={styles.deviceButton}
        aria-label={`Output: ${words}`}
        title="Where the room hears it"
        onClick={() => openPanel('sound')}
      >
        <Speaker size={18} aria-hidden="true" />
        <span className={styles.deviceName}>{words}</span>
      </Button>
      <ByHandButton />
    </div>
  )
}

function ByHandButton() {
  const { playBy } = useActions()
  return (
    <Button look="quiet" onClick={() => playBy('hand')}>
      Play by hand
    </Button>
  )
}

/** Why it is quiet, or will be, and what to do. */
function Troubles() {
  const { send, play, playNextSong } = useActions()
  const { halted, failed, waits } = useNight((night) => night.player)
  const waiting = useNight((night) => night.queue.find(({ id }) => id === waits?.requestId) ?? null)
  return (
    <>
      {halted !== null && (
        <Notice>
          <p>{halted}</p>
          {failed !== null && (
            <div className={styles.wayOuts}>
              <Button onClick={() => playNextSong()}>Go on without it</Button>
              <Button look="quiet" onClick={() => void send('player.byHand', { id: failed })}>
                I play it by hand
              </Button>
            </div>
          )}
        </Notice>
      )}
      {waits !== null && waiting !== null && (
        <Notice>
          <p>{waits.words}</p>
          <div className={styles.wayOuts}>
            <Button onClick={() => play(waiting)}>I play it by hand</Button>
            <Button look="quiet" onClick={() => void send('player.skip', { id: waits.requestId })}>
              Skip it
            </Button>
          </div>
        </Notice>
      )}
    </>
  )
}
