import { Search, Zap } from 'lucide-react'
import { Tabs } from 'radix-ui'
import { type KeyboardEvent, memo, useDeferredValue, useMemo } from 'react'
import { useActions, useConsoleState, useNight } from '../state/context.tsx'
import { requestsOf, shownOf } from '../state/select-requests.ts'
import type { Tab } from '../state/store.ts'
import { Button, Keycap } from '../ui/button.tsx'
import { Hint, Silent } from '../ui/hint.tsx'
import { SearchBox } from '../ui/search-box.tsx'
import { ShortCount } from '../ui/short-count.tsx'
import { tabWords } from '../words.ts'
import { BulkBar } from './bulk-bar.tsx'
import { EmptyTab } from './empty-tab.tsx'
import { Gate } from './gate.tsx'
import styles from './inbox.module.css'
import { NarrowMenu } from './narrow-menu.tsx'
import night from './night.module.css'
import { RequestList } from './request-list.tsx'

const tabs = ['inbox', 'held', 'approved', 'played', 'declined'] as const

/** What guests asked for, and what became of it. */
export function Inbox() {
  const { showTab } = useActions()
  const tab = useConsoleState((state) => state.tab)
  const typed = useConsoleState((state) => state.filter)
  // The letter is on the screen first, the list that it narrows right after.
  const filter = useDeferredValue(typed)
  const onlyGuest = useConsoleState((state) => state.onlyGuest)
  const chosen = useConsoleState((state) => state.narrowed)
  // Not the whole night: where the player is changes many times a second, and nothing here by it.
  const requests = useNight((present) => present.requests)
  const queue = useNight((present) => present.queue)
  const nowPlaying = useNight((present) => present.nowPlaying)
  const shown = useMemo(() => {
    return shownOf({ requests, queue, nowPlaying }, { tab, filter, onlyGuest, narrowed: chosen })
  }, [requests, queue, nowPlaying, tab, filter, onlyGuest, chosen])

  return (
    <Tabs.Root
      className={[night.pane, styles.inbox].join(' ')}
      data-zone="inbox"
      value={tab}
      onValueChange={(value) => isTab(value) && showTab(value)}
    >
      <Silent>
        <h2>Requests</h2>
      </Silent>
      <div className={styles.head}>
        <Tabs.List className={styles.tabs} aria-label="Requests">
          {tabs.map((one) => (
            <Tabs.Trigger key={one} value={one} className={styles.tab}>
              {tabWords[one]}
              <ShortCount
                count={requestsOf({ requests, queue }, one).length}
                className={one === 'inbox' ? night.number : styles.count}
              />
            </Tabs.Trigger>
          ))}
        </Tabs.List>
      </div>
      <div className={styles.tools}>
        <Filter />
        <NarrowMenu />
        <AutoApprove />
      </div>
      <BulkBar tab={tab} shown={shown} hidden={requestsOf({ requests, queue }, tab).length - shown.length} />
      <Gate />
      <Tabs.Content value={tab} className={styles.content} tabIndex={-1}>
        {shown.length === 0 ? (
          <EmptyTab tab={tab} filtered={requestsOf({ requests, queue }, tab).length > 0} />
        ) : (
          <RequestList
            key={`${tab}/${filter}/${onlyGuest?.id}/${chosen.join()}`}
            requests={shown}
            tab={tab}
            settled={filter === typed}
          />
        )}
      </Tabs.Content>
    </Tabs.Root>
  )
}

function isTab(value: string): value is Tab {
  return tabs.some((tab) => tab === value)
}

const Filter = memo(function Filter() {
  const { setFilter, focus } = useActions()
  const filter = useConsoleState((state) => state.filter)

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.key === 'Escape' && filter !== '') setFilter('')
    else if (!['Escape', 'ArrowDown', 'Enter'].includes(event.key)) return
    event.preventDefault()
    event.currentTarget.blur()
  }

  return (
    <SearchBox>
      <Search size={16} aria-hidden="true" />
      <input
        type="search"
        id="request-filter"
        placeholder="Song, artist or guest"
        aria-label="Find in these requests"
        value={filter}
        onChange={(event) => {
          setFilter(event.target.value)
          focus(null)
        }}
        onKeyDown={onKeyDown}
      />
      <Keycap>/</Keycap>
    </SearchBox>
  )
})

function AutoApprove() {
  const { setSwitch } = useActions()
  const on = useNight((present) => present.event.autoApprove)
  return (
    <Hint words={on ? 'New requests go straight up next' : 'You decide about each request'}>
      <Button
        look={on ? 'plain' : 'quiet'}
        aria-pressed={on}
        className={styles.auto}
        onClick={() => setSwitch('autoApprove', !on)}
      >
        <Zap size={16} aria-hidden="true" />
        <span>
          Auto<span className={styles.autoWord}>-approve</span>: {on ? 'on' : 'off'}
        </span>
      </Button>
    </Hint>
  )
}
