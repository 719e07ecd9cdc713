import { formatDuration } from '../../shared/format.ts'
import mix from './mix.module.css'

export type SongLeadProps = {
  readonly song: { readonly artist: string; readonly durationMs: number | null }
}

/** Who sings it and how long it is: where there is little room, the name gives way and the length stays whole. */
export function SongLead({ song: { artist, durationMs } }: SongLeadProps) {
  const length = durationMs === null ? '' : formatDuration(durationMs)
  return (
    <span className={mix.lead} title={artist}>
      <span className={mix.artist}>{artist}</span>
      <span className={mix.length}>{artist !== '' && length !== '' ? ` · ${length}` : length}</span>
    </span>
  )
}
