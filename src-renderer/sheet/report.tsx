import type { EventReport } from '../../src-main/contract/night-report.ts'
import { BusyBars } from '../shared/busy-bars.tsx'
import { formatClock, formatCount, formatDay } from '../shared/format.ts'
import { askerWords, moreWords, reportFacts, reportNumbers } from '../shared/report-words.ts'
import styles from './report.module.css'
import { words } from './words.ts'

/** A night on as many pages as it takes. */
export function Report({ report }: { readonly report: EventReport }) {
  const { event, at, busy, topSongs, topArtists, played } = report
  const more = moreWords(report)
  return (
    <main className={styles.report}>
      <h1>
        <bdi>{event.title}</bdi>
      </h1>
      <p className={styles.quiet}>
        {formatDay(event.createdAt)} –{' '}
        {event.endedAt === null ? `${words.asOf} ${formatDay(at)}` : formatDay(event.endedAt)}
      </p>
      <dl className={styles.numbers}>
        {reportNumbers(report).map(([name, count]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{formatCount(count)}</dd>
          </div>
        ))}
      </dl>
      {reportFacts(report).map((fact) => (
        <p key={fact}>{fact}</p>
      ))}
      {busy.bars.length > 0 && (
        <section>
          <h2>{words.busy}</h2>
          <BusyBars busy={busy} />
        </section>
      )}
      {topSongs.length > 0 && (
        <div className={styles.tops}>
          <Top
            title={words.topSongs}
            rows={topSongs.map(({ title, artist, times }) => [
              artist ? `${title} — ${artist}` : title,
              times,
            ])}
          />
          <Top title={words.topArtists} rows={topArtists.map(({ artist, times }) => [artist, times])} />
        </div>
      )}
      <h2>{words.played}</h2>
      {played.length === 0 && <p>{words.nothingPlayed}</p>}
      {played.length > 0 && (
        <table className={styles.played}>
          <thead>
            <tr>
              <th scope="col">{words.time}</th>
              <th scope="col">{words.song}</th>
              <th scope="col">{words.asker}</th>
            </tr>
          </thead>
          <tbody>
            {played.map((song) => (
              <tr key={song.id}>
                <td>{song.at === null ? '–' : formatClock(song.at)}</td>
                <td>
                  <bdi>{song.title}</bdi>
                  {song.artist !== '' && (
                    <>
                      {' — '}
                      <bdi>{song.artist}</bdi>
                    </>
                  )}
                </td>
                <td>
                  <bdi>{askerWords(song.nickname)}</bdi>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {more !== null && <p className={styles.quiet}>{more}</p>}
    </main>
  )
}

type TopProps = { readonly title: string; readonly rows: readonly (readonly [string, number])[] }

function Top({ title, rows }: TopProps) {
  return (
    <section>
      <h2>{title}</h2>
      <ol>
        {rows.map(([name, times]) => (
          <li key={name}>
            <bdi>{name}</bdi> <b>{formatCount(times)}×</b>
          </li>
        ))}
      </ol>
    </section>
  )
}
