import type { EventReport } from '../../src-main/contract/night-report.ts'
import styles from './busy-bars.module.css'
import { plural } from './format.ts'

type Busy = EventReport['busy']

/** Few bars are not drawn wider than this many would be. */
const fewest = 6

/** So many labels have room below the bars. */
const mostLabels = 6

/** When guests asked, as a picture; the same as a table for who can't see it. */
export function BusyBars({ busy: { unit, bars } }: { readonly busy: Busy }) {
  const peak = bars.reduce((most, bar) => (bar.requests > most.requests ? bar : most), {
    at: '',
    requests: 0,
  })
  const places = Math.max(fewest, bars.length)
  const every = Math.ceil(bars.length / mostLabels)
  return (
    <figure className={styles.busy}>
      <svg
        className={styles.bars}
        viewBox={`0 0 ${places} 100`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {bars.map(({ at, requests }, place) => {
          const height = requests === 0 ? 1 : Math.max(3, (requests / peak.requests) * 100)
          return (
            <rect
              key={at}
              x={place + 0.1}
              y={100 - height}
              width={0.8}
              height={height}
              data-peak={at === peak.at}
            />
          )
        })}
      </svg>
      <div
        className={styles.labels}
        style={{ gridTemplateColumns: `repeat(${places}, minmax(0, 1fr))` }}
        aria-hidden="true"
      >
        {bars.map(({ at }, place) => (
          <span key={at}>{place % every === 0 && label(unit, at)}</span>
        ))}
      </div>
      <figcaption className={styles.caption}>
        Busiest: {label(unit, peak.at)}, {plural(peak.requests, 'request')}
      </figcaption>
      <table className={styles.table}>
        <caption>Requests by the {unit}</caption>
        <thead>
          <tr>
            <th scope="col">From</th>
            <th scope="col">Requests</th>
          </tr>
        </thead>
        <tbody>
          {bars.map(({ at, requests }) => (
            <tr key={at}>
              <th scope="row">{label(unit, at)}</th>
              <td>{requests}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  )
}

/** `at` is what the DJ's clock showed: it is written as it stands. */
function label(unit: Busy['unit'], at: string): string {
  if (unit === 'hour') return `${at.slice(11)}:00`
  if (unit === 'year') return at
  const day = unit === 'day' ? ({ day: 'numeric' } as const) : ({ year: 'numeric' } as const)
  return new Intl.DateTimeFormat('en-GB', { ...day, month: 'short', timeZone: 'UTC' }).format(new Date(at))
}
