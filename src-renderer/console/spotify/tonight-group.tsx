import { playlistChoices, requestPlayers } from '../../../src-main/core/spotify/choices.ts'
import { useActions, useSpotify } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import { ChoiceBar } from '../ui/choice-bar.tsx'
import { OutsideLink } from '../ui/outside-link.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { SwitchRow } from '../ui/switch-row.tsx'
import styles from './spotify.module.css'
import { playerWords, playlistWords } from './words.ts'

/** What Spotify does in the open night; each is so at once. */
export function TonightGroup() {
  const { playBy, searchSpotify, keepPlaylist, send } = useActions()
  const player = useSpotify((spotify) => spotify.player)
  const searched = useSpotify((spotify) => spotify.searched)
  const playlist = useSpotify((spotify) => spotify.playlist)
  return (
    <section className={styles.group} aria-label="Tonight">
      <h3 className={styles.groupTitle}>Tonight</h3>
      <SwitchRow
        label="Search Spotify"
        hint="You and your guests find its songs beside your own music."
        checked={searched}
        onChange={searchSpotify}
      />
      <div className={styles.form}>
        <p className={styles.label}>Who plays the queue</p>
        <ChoiceBar
          label="Who plays the queue"
          value={player}
          choices={requestPlayers.map((value) => ({ value, words: playerWords[value].label }))}
          onChoose={playBy}
        />
        <p className={styles.hint}>{playerWords[player].means}</p>
      </div>
      <SelectField
        label="Playlist of the night, at Spotify"
        hint="Songs from elsewhere are left out."
        value={playlist.which}
        choices={playlistChoices.map((value) => ({ value, words: playlistWords[value] }))}
        onChoose={keepPlaylist}
      />
      {playlist.problem !== null && (
        <div role="status" className={styles.warning}>
          <p>{playlist.problem.words}</p>
          {playlist.problem.canRetry && (
            <Button onClick={() => void send('spotify.retry', {})}>Try again</Button>
          )}
        </div>
      )}
      {playlist.link !== null && (
        <div>
          <OutsideLink href={playlist.link}>Open the playlist</OutsideLink>
        </div>
      )}
    </section>
  )
}
