import type { EventReport } from '../../../src-main/contract/night-report.ts'
import { BusyBars } from '../../shared/busy-bars.tsx'
import { formatClock, formatCount, formatDay } from '../../shared/format.ts'
import { askerWords, moreWords, reportFacts, reportNumbers } from '../../shared/report-words.ts'
import styles from './night-history.module.css'

/** What became of what was asked, when, by how many, and what played in its order. */
export function Report({ report }: { readonly report: EventReport }) {
  const { guestsForgottenAt, busy, topSongs, topArtists } = report
  const facts = reportFacts(report)
  return (
    <>
      <dl className={styles.numbers}>
        {reportNumbers(report).map(([name, count]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{formatCount(count)}</dd>
          </div>
        ))}
      </dl>
      {facts.length > 0 && (
        <ul className={styles.facts}>
          {facts.map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
      )}
      {guestsForgottenAt !== null && (
        <p className={styles.when}>Guests’ names and notes were forgotten {formatDay(guestsForgottenAt)}.</p>
      )}
      {busy.bars.length > 0 && (
        <section aria-label="When guests asked">
          <h4 className={styles.groupTitle}>When guests asked</h4>
          <BusyBars busy={busy} />
        </section>
      )}
      <Top
        title="Songs most asked for"
        rows={topSongs.map((song) => ({ name: song.title, by: song.artist, times: song.times }))}
      />
      <Top
        title="Artists most asked for"
        rows={topArtists.map(({ artist, times }) => ({ name: artist, by: '', times }))}
      />
      <Played report={report} />
    </>
  )
}

type TopProps = {
  readonly title: string
  readonly rows: readonly { readonly name: string; readonly by: string; readonly times: number }[]
}

function Top({ title, rows }: TopProps) {
  if (rows.length === 0) return null
  return (
    <section aria-label={title} className={styles.top}>
      <h4 className={styles.groupTitle}>{title}</h4>
      <ol>
        {rows.map(({ name, by, times }) => (
          <li key={`${name}\n${by}`}>
            <span>
              <strong>{name}</strong>
              {by !== '' && ` — ${by}`}
            </span>
            <b>{formatCount(times)}×</b>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Played({ report }: { readonly report: EventReport }) {
  const { played } = report
  const more = moreWords(report)
  if (played.length === 0)
    return (
      <p className={styles.when}>
        Nothing was played by Cueline in this night. What you start from up next stands here in its order,
        with who asked.
      </p>
    )
  return (
    <section aria-label="Played, in order" className={styles.played}>
      <h4 className={styles.groupTitle}>Played, in order</h4>
      <ol>
        {played.map(({ id, title, artist, nickname, at }) => (
          <li key={id}>
            <time>{at === null ? '–' : formatClock(at)}</time>
            <span>
              <strong>{title}</strong>
              {artist !== '' && ` — ${artist}`}
              {nickname !== '' && <small>for {askerWords(nickname)}</small>}
            </span>
          </li>
        ))}
      </ol>
      {more !== null && <p className={styles.when}>{more}</p>}
    </section>
  )
}
