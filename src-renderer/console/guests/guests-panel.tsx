import { useState } from 'react'
import type { GuestSummary } from '../../../src-main/contract/guest-commands.ts'
import { foldText } from '../../../src-main/core/fold-text.ts'
import { formatCount, plural } from '../../shared/format.ts'
import panels from '../panels/panels.module.css'
import { useActions } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import { Field, Problem } from '../ui/field.tsx'
import { PanelRows } from '../ui/panel-rows.tsx'
import { SwitchRow } from '../ui/switch-row.tsx'
import { GuestRow } from './guest-row.tsx'
import { useGuestList } from './use-guest-list.ts'

/** About the height of one, in pixels. */
const usualHeight = 112

/** From so many guests on there is a field to find one. */
const manyGuests = 8

/** Who joined this night, what they asked for, and what to do about one who is no fun. */
export function GuestsPanel() {
  const { openPanel } = useActions()
  const { guests, problem, reload } = useGuestList()
  const [find, setFind] = useState('')
  const [hideRequests, setHideRequests] = useState(true)
  const found = guests?.filter((guest) => matches(guest, find)) ?? []
  return (
    <>
      {problem !== null && <Problem>{problem}</Problem>}
      {guests?.length === 0 && (
        <div className={panels.group}>
          <p role="status">Nobody has joined yet. Guests scan the QR code, or type the PIN.</p>
          <div className={panels.buttons}>
            <Button onClick={() => openPanel('join')}>Show the code</Button>
          </div>
        </div>
      )}
      {guests !== null && guests.length > 0 && (
        <>
          <div className={panels.group}>
            <p className={panels.muted}>{summary(guests)}</p>
            {guests.length > manyGuests && (
              <Field
                label="Find"
                type="search"
                placeholder="A name"
                value={find}
                onChange={(event) => setFind(event.target.value)}
              />
            )}
            <SwitchRow
              label="Decline what they wait for"
              hint="With the block; undo brings it back."
              checked={hideRequests}
              onChange={setHideRequests}
            />
            <p className={panels.muted}>
              A block is for one phone, never for an address: all guests share that. Whoever clears the data
              of their browser comes in as a new guest.
            </p>
          </div>
          {found.length === 0 && <p role="status">Nobody with that name.</p>}
          <PanelRows label="Guests" rows={found} keyOf={({ id }) => id} usualHeight={usualHeight}>
            {(guest) => <GuestRow guest={guest} hideRequests={hideRequests} onChanged={reload} />}
          </PanelRows>
        </>
      )}
    </>
  )
}

function matches({ nickname }: GuestSummary, find: string): boolean {
  return foldText(nickname).includes(foldText(find))
}

function summary(guests: readonly GuestSummary[]): string {
  const blocked = guests.filter((guest) => guest.blockedAt !== null).length
  return blocked === 0
    ? plural(guests.length, 'guest')
    : `${plural(guests.length, 'guest')} · ${formatCount(blocked)} blocked`
}
