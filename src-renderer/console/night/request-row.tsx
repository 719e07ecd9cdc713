import { memo, useLayoutEffect, useRef } from 'react'
import type { ConsoleRequest } from '../../../src-main/contract/console-view.ts'
import { formatAge, formatNames } from '../../shared/format.ts'
import { ListenCover } from '../player/listen-cover.tsx'
import { ListenLink } from '../spotify/listen-link.tsx'
import { useActions } from '../state/context.tsx'
import type { Tab } from '../state/store.ts'
import { everyoneWhoAsked } from './everyone-who-asked.ts'
import styles from './inbox.module.css'
import mix from './mix.module.css'
import { MixFacts } from './mix-facts.tsx'
import { RowActions } from './row-actions.tsx'
import { RuleMark } from './rule-mark.tsx'
import { SongLead } from './song-lead.tsx'
import marks from './title-line.module.css'
import { TitleLine } from './title-line.tsx'

export type RequestRowProps = {
  readonly request: ConsoleRequest
  /** The song that it is held against. */
  readonly after: ConsoleRequest | null
  readonly tab: Tab
  /** Counted from 0. */
  readonly place: number
  /** Pixels from the top of the list. */
  readonly top: number
  readonly focused: boolean
  /** A decision is under way. */
  readonly busy: boolean
  readonly now: number
}

/** Drawn anew only when something of its own changed: views come many times a second. */
export const RequestRow = memo(function RequestRow({
  request,
  after,
  tab,
  place,
  top,
  focused,
  busy,
  now,
}: RequestRowProps) {
  const { focus } = useActions()
  const row = useRef<HTMLDivElement>(null)

  useLayoutEffect(() => {
    if (focused && mayTakeFocus()) row.current?.focus({ preventScroll: true })
  }, [focused])

  return (
    // biome-ignore lint/a11y/useSemanticElements: see the grid
    <div
      ref={row}
      role="row"
      tabIndex={focused ? 0 : -1}
      aria-rowindex={place + 1}
      className={styles.row}
      data-focused={focused}
      data-busy={busy}
      style={{ transform: `translateY(${top}px)` }}
      onFocus={() => !focused && focus(request.id)}
      onMouseDown={() => focus(request.id)}
    >
      {/* biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: the row takes the focus */}
      <div role="gridcell" className={styles.song}>
        <ListenCover
          song={request}
          url={request.artworkUrl}
          title={request.title}
          whole={request.spotifyUrl !== null}
          className={styles.cover}
        />
        <div className={styles.words}>
          <TitleLine title={request.title} explicit={request.explicit} className={styles.titleLine}>
            {request.mustPlay && (
              <span className={marks.mark} data-must>
                must play
              </span>
            )}
            {request.wish && <span className={marks.mark}>typed</span>}
            <ListenLink url={request.spotifyUrl} title={request.title} small reachable={focused} />
          </TitleLine>
          <div className={[styles.facts, mix.facts].join(' ')}>
            <SongLead song={request} />
            <MixFacts song={request} after={after} />
            {request.year !== null && (
              <span className={[mix.fact, mix.seldom].join(' ')}>{request.year}</span>
            )}
          </div>
          <div className={styles.people} title={everyoneWhoAsked(request)}>
            {request.rule !== null && <RuleMark rule={request.rule} now={now} />}
            <span className={styles.who}>{formatNames(request.nickname || 'You', request.voters)}</span>
            {request.blocked && <span className={styles.blocked}>blocked</span>}
            {request.note !== null && <span className={styles.note}>“{request.note}”</span>}
            {request.atDesk.map(
              ({ id, nickname, note }) =>
                note !== null && (
                  <span key={id} className={styles.note}>
                    {nickname}: “{note}”
                  </span>
                ),
            )}
            {request.answer !== null && <span className={styles.said}>you: “{request.answer}”</span>}
            {tab === 'declined' && request.rejectReason && (
              <span className={styles.said}>{request.rejectReason}</span>
            )}
          </div>
        </div>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: the row takes the focus */}
      <div role="gridcell" className={styles.counts}>
        {request.voters.length > 0 && <span className={styles.votes}>×{request.voters.length + 1}</span>}
        <span>{formatAge(whenOf(request, tab), now)}</span>
      </div>
      {(tab !== 'played' || request.guestId !== null) && (
        // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: its buttons take the focus
        <div role="gridcell" className={styles.actions}>
          <RowActions request={request} tab={tab} />
        </div>
      )}
    </div>
  )
})

/** Only when the focus is on a row already, or lost: never out of a field or a menu. */
function mayTakeFocus(): boolean {
  const active = document.activeElement
  return (
    active === null || active === document.body || active.closest('[data-zone="inbox"] [role="row"]') !== null
  )
}

function whenOf(request: ConsoleRequest, tab: Tab): number {
  switch (tab) {
    case 'inbox':
    case 'held':
      return request.createdAt
    case 'approved':
      return request.approvedAt ?? request.createdAt
    case 'played':
      return request.playedAt ?? request.createdAt
    case 'declined':
      return request.rejectedAt ?? request.createdAt
  }
}
