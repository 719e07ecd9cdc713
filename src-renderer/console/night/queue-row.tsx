import { useSortable } from '@dnd-kit/sortable'
import { Check, GripVertical, ListStart, Lock, Play, RotateCw, Undo2 } from 'lucide-react'
import { memo, useLayoutEffect, useRef } from 'react'
import type { ConsoleRequest } from '../../../src-main/contract/console-view.ts'
import { formatNames } from '../../shared/format.ts'
import { ListenCover } from '../player/listen-cover.tsx'
import { ListenLink } from '../spotify/listen-link.tsx'
import { useActions, useConsoleState } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import { LockButton } from './lock-button.tsx'
import { MixFacts } from './mix-facts.tsx'
import styles from './queue.module.css'
import { SongLead } from './song-lead.tsx'
import { TitleLine } from './title-line.tsx'
import { useQueueStand } from './use-queue-stand.ts'
import { isInZone } from './zone.ts'

export type QueueRowProps = {
  readonly song: ConsoleRequest
  /** The song before it. */
  readonly after: ConsoleRequest | null
  /** Counted from 0; the first one is locked until the DJ unlocks it. */
  readonly place: number
  /** Pixels from the top of the list. */
  readonly top: number
  readonly focused: boolean
}

export const QueueRow = memo(function QueueRow({ song, after, place, top, focused }: QueueRowProps) {
  const { focusQueue, playNext, reopen, play, send, switchLock } = useActions()
  const { isHandedOver, isPassedOver, maybeHeard, problem } = useQueueStand(song)
  const unlocked = useConsoleState((state) => state.unlockedId === song.id)
  const locked = (place === 0 && !unlocked) || isHandedOver
  const { setNodeRef, listeners, transform, transition, isDragging } = useSortable({
    id: song.id,
    disabled: { draggable: locked, droppable: locked },
  })
  const row = useRef<HTMLDivElement | null>(null)

  useLayoutEffect(() => {
    const busy = document.activeElement?.closest('input, button') != null
    if (focused && !busy && isInZone('queue')) row.current?.focus({ preventScroll: true })
  }, [focused])

  return (
    // biome-ignore lint/a11y/useSemanticElements: see the grid
    <div
      ref={(element) => {
        row.current = element
        setNodeRef(element)
      }}
      role="row"
      tabIndex={focused ? 0 : -1}
      aria-rowindex={place + 1}
      className={styles.row}
      data-queue-row={song.id}
      data-dragging={isDragging}
      data-locked={locked}
      data-problem={problem !== null}
      // The place by `top`: dnd-kit leaves transforms out when it measures.
      style={{ top, transform: `translateY(${transform?.y ?? 0}px)`, transition }}
      onFocus={() => !focused && focusQueue(song.id)}
      {...listeners}
    >
      {/* biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: the row takes the focus */}
      <div role="gridcell" className={styles.song}>
        <span className={styles.grip}>
          <span className={styles.place}>{place + 1}</span>
          {isHandedOver ? (
            <Lock size={16} className={styles.handle} aria-label="Locked, Spotify has it" role="img" />
          ) : place === 0 ? (
            <LockButton locked={locked} onSwitch={() => switchLock(song)} />
          ) : (
            <GripVertical size={16} className={styles.handle} aria-hidden="true" />
          )}
        </span>
        <ListenCover
          song={song}
          url={song.artworkUrl}
          title={song.title}
          whole={song.spotifyUrl !== null}
          className={styles.cover}
        />
        <div className={styles.words}>
          <TitleLine title={song.title} explicit={song.explicit}>
            <ListenLink url={song.spotifyUrl} title={song.title} small reachable={focused} />
          </TitleLine>
          {problem === null ? (
            <div className={styles.told}>
              <SongLead song={song} />
              <span className={styles.rest}>
                {isHandedOver && <span className={styles.handedOver}>Spotify has it: plays next</span>}
                <MixFacts song={song} after={after} />
                <span className={styles.who}>{whoAsked(song)}</span>
              </span>
            </div>
          ) : (
            <div className={styles.problem} title={problem}>
              {problem}
            </div>
          )}
        </div>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: its buttons take the focus */}
      <div role="gridcell" className={styles.actions}>
        {maybeHeard && (
          <Button
            shape="icon"
            data-main
            aria-label="It was heard"
            title="It was heard"
            onClick={() => send('spotify.heard', { id: song.id })}
          >
            <Check size={18} />
          </Button>
        )}
        {isPassedOver && (
          <Button
            shape="icon"
            data-main
            aria-label="Try again at Spotify"
            title="Try again at Spotify"
            onClick={() => send('spotify.again', { id: song.id })}
          >
            <RotateCw size={18} />
          </Button>
        )}
        {!locked && (
          <Button
            look="quiet"
            shape="icon"
            aria-label="Play next"
            title="Play next (N)"
            onClick={() => playNext(song)}
          >
            <ListStart size={18} />
          </Button>
        )}
        {!isHandedOver && (
          <Button
            look="quiet"
            shape="icon"
            aria-label="Send back to the inbox"
            title="Send back to the inbox (Backspace)"
            onClick={() => reopen(song)}
          >
            <Undo2 size={18} />
          </Button>
        )}
        <Button
          shape="icon"
          data-main={problem !== null && !isPassedOver ? true : undefined}
          aria-label="Play now"
          title="Play now (Enter)"
          onClick={() => play(song)}
        >
          <Play size={18} />
        </Button>
      </div>
    </div>
  )
})

function whoAsked(song: ConsoleRequest): string {
  return song.nickname === '' && song.voters.length === 0 ? '' : formatNames(song.nickname, song.voters)
}
