import { AudioLines, Check, FileText, FolderOpen, PenLine } from 'lucide-react'
import { useState } from 'react'
import type { CatalogueSource } from '../../../src-main/core/event.ts'
import { wordsFor } from '../../../src-main/core/refusals.ts'
import { useActions, useSpotify } from '../state/context.tsx'
import { Problem } from '../ui/field.tsx'
import { lastPart } from '../words.ts'
import styles from './music.module.css'

export type MusicChoiceProps = {
  /** `null`: guests type what they like. */
  readonly source: CatalogueSource | null
  /** The present one could not be read: it is not shown as chosen well. */
  readonly failed?: boolean
  readonly onChange: (source: CatalogueSource | null) => void
}

/** What guests can search. A folder or file is looked at before it counts as chosen. */
export function MusicChoice({ source, failed = false, onChange }: MusicChoiceProps) {
  const { ask, openPanel } = useActions()
  const connected = useSpotify((spotify) => spotify.connection.state === 'connected')
  const [problem, setProblem] = useState<{ readonly path: string; readonly words: string } | null>(null)
  const [checking, setChecking] = useState(false)

  async function choose(kind: CatalogueSource['kind']): Promise<void> {
    const chosen = await ask(kind === 'folder' ? 'shell.chooseFolder' : 'shell.chooseFile', {})
    if (chosen.ok && chosen.value === null) return
    if (!chosen.ok || chosen.value === null) {
      setProblem(chosen.ok ? null : { path: '', words: wordsFor(chosen.error) })
      return
    }
    const next = { kind, path: chosen.value }
    setChecking(true)
    const checked = await ask('catalogue.check', { source: next })
    setChecking(false)
    setProblem(checked.ok ? null : { path: next.path, words: wordsFor(checked.error) })
    if (checked.ok) onChange(next)
  }

  function typeFreely(): void {
    setProblem(null)
    onChange(null)
  }

  return (
    <div className={styles.choicesBlock}>
      <div className={styles.choices}>
        <button
          type="button"
          className={styles.choice}
          aria-pressed={source?.kind === 'folder'}
          onClick={() => choose('folder')}
        >
          <FolderOpen aria-hidden="true" />
          <strong>A music folder</strong>
          <small>Everything inside, with covers and lengths</small>
        </button>
        <button
          type="button"
          className={styles.choice}
          aria-pressed={source?.kind === 'file'}
          onClick={() => choose('file')}
        >
          <FileText aria-hidden="true" />
          <strong>A list of songs</strong>
          <small>A CSV or TSV table, or an M3U playlist</small>
        </button>
        <button
          type="button"
          className={styles.choice}
          data-connected={connected}
          onClick={() => openPanel('spotify')}
        >
          {connected ? <Check aria-hidden="true" /> : <AudioLines aria-hidden="true" />}
          <strong>Spotify</strong>
          <small>
            {connected ? 'Connected; goes with any of these' : 'Connect it; goes with any of these'}
          </small>
        </button>
        <button type="button" className={styles.choice} aria-pressed={source === null} onClick={typeFreely}>
          <PenLine aria-hidden="true" />
          <strong>Guests type freely</strong>
          <small>No list; they write what they wish for</small>
        </button>
      </div>
      <div aria-live="polite">
        {checking && <p>Having a look…</p>}
        {!checking && problem === null && source !== null && !failed && <Chosen source={source} />}
      </div>
      {!checking && problem !== null && (
        <Problem>
          {problem.words}
          {problem.path !== '' && <span className={styles.path}>{problem.path}</span>}
        </Problem>
      )}
    </div>
  )
}

function Chosen({ source }: { readonly source: CatalogueSource }) {
  return (
    <div className={styles.chosen}>
      <Check aria-hidden="true" />
      <div>
        {source.kind === 'folder' ? 'Music folder' : 'List'} “{lastPart(source.path)}”
        <span className={styles.path}>{source.path}</span>
      </div>
    </div>
  )
}
