import { Headphones, Square } from 'lucide-react'
import type { MouseEvent } from 'react'
import { Cover, type CoverProps } from '../../shared/cover.tsx'
import { useActions, useConsoleState } from '../state/context.tsx'
import type { Listenable } from '../state/sound-actions.ts'
import styles from './listen-cover.module.css'

export type ListenCoverProps = CoverProps & {
  readonly song: Listenable
  /** Within something that may hold no button: for the mouse alone, a key does the same. */
  readonly forMouse?: boolean
}

/** The cover of a song; a press on it lets the DJ listen, where there is a file. The key E does the same. */
export function ListenCover({ song, forMouse = false, ...cover }: ListenCoverProps) {
  const { listen } = useActions()
  const isOn = useConsoleState(({ listening }) => listening !== null && listening.trackId === song.trackId)
  if (!song.hasFile) return <Cover {...cover} />
  const Press = forMouse ? 'span' : 'button'
  const words = isOn ? `Stop listening to ${song.title}` : `Listen to ${song.title}`
  const Icon = isOn ? Square : Headphones
  return (
    <span className={styles.listen}>
      <Cover {...cover} />
      <Press
        {...(forMouse ? { 'aria-hidden': true } : { type: 'button', tabIndex: -1, 'aria-label': words })}
        className={styles.button}
        title={isOn ? 'Stop (E)' : 'Listen before the room does (E)'}
        data-on={isOn}
        onMouseDown={(event: MouseEvent) => event.preventDefault()}
        onClick={(event: MouseEvent) => {
          event.stopPropagation()
          listen(song)
        }}
      >
        <Icon size={20} aria-hidden="true" />
      </Press>
    </span>
  )
}
