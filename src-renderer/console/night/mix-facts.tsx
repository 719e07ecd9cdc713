import type { ConsoleRequest } from '../../../src-main/contract/console-view.ts'
import { camelotCode, type MixFit, mixFit, parseKey } from '../../../src-main/core/mix-fit.ts'
import styles from './mix.module.css'
import { mixWords, shortKey, shortTempo } from './mix-words.ts'

export type MixFactsProps = {
  readonly song: ConsoleRequest
  /** The song that it would follow; `null` where that is not asked. */
  readonly after: ConsoleRequest | null
}

/** Tempo and key where they are known, and how they go with another song: a shape, and words on hover. */
export function MixFacts({ song, after }: MixFactsProps) {
  const key = parseKey(song.key)
  const tempo = song.bpm === null ? null : Math.round(song.bpm)
  const code = key === null ? song.key : camelotCode(key)
  if (tempo === null && code === null) return null
  const fit = after && mixFit(after, song)
  const written = song.key === null || song.key === code ? '' : ` (${song.key})`
  const known = [tempo === null ? '' : `${tempo} BPM`, code === null ? '' : `key ${code}${written}`]
  const words = [fit && after && mixWords(fit, after.title), known.filter(Boolean).join(', ')]
  return (
    <span className={styles.mix} title={words.filter(Boolean).join(' · ')}>
      {fit && after && <FitMark grade={fit.grade} words={mixWords(fit, after.title)} />}
      {tempo !== null && (
        <span>
          {tempo}
          {fit?.tempo && <Change words={shortTempo(fit.tempo)} fits={fit.tempo.fits} />}
        </span>
      )}
      {code !== null && (
        <span>
          {code}
          {fit?.key && <Change words={shortKey(fit.key)} fits={fit.key !== 'apart'} />}
        </span>
      )}
    </span>
  )
}

/** Said by the mark in words: what is read aloud stays short. */
function Change({ words, fits }: { readonly words: string; readonly fits: boolean }) {
  if (words === '') return null
  return (
    <span className={styles.change} data-fits={fits} aria-hidden="true">
      {' '}
      {words}
    </span>
  )
}

/** A diamond: full, half or hollow. */
function FitMark({ grade, words }: { readonly grade: MixFit['grade']; readonly words: string }) {
  return (
    <svg className={styles.mark} data-grade={grade} viewBox="0 0 12 12" role="img" aria-label={words}>
      <path d="M6 1 11 6 6 11 1 6Z" fill={grade === 'well' ? 'currentColor' : 'none'} stroke="currentColor" />
      {grade === 'partly' && <path d="M6 1 6 11 1 6Z" fill="currentColor" />}
    </svg>
  )
}
