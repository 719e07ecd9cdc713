import { EllipsisVertical } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import type { ConsoleRequest } from '../../../src-main/contract/console-view.ts'
import { useActions, useNight } from '../state/context.tsx'
import { guestOf, ofGuest, requestsOf } from '../state/select-requests.ts'
import type { Tab } from '../state/store.ts'
import { Button, Keycap } from '../ui/button.tsx'
import { mainPart } from '../ui/main-part.ts'
import menu from '../ui/menu.module.css'
import styles from './inbox.module.css'

export type GuestMenuProps = { readonly request: ConsoleRequest; readonly tab: Tab }

/** What is seldom wanted of a row, and all that its guest asked for, at once. */
export function GuestMenu({ request, tab }: GuestMenuProps) {
  const label = `More for “${request.title}”`
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <Button className={styles.action} aria-label={label} title={label} data-seldom={true}>
          <EllipsisVertical size={16} aria-hidden="true" />
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal container={mainPart()}>
        <DropdownMenu.Content className={menu.menu} align="end" sideOffset={6} collisionPadding={8}>
          <HoldItem request={request} />
          <GuestItems request={request} tab={tab} />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

function HoldItem({ request }: Pick<GuestMenuProps, 'request'>) {
  const { switchHold } = useActions()
  return (
    <DropdownMenu.Item className={menu.item} onSelect={() => void switchHold(request)}>
      <Keycap>H</Keycap>
      {request.heldAt === null ? 'Hold: set aside for later' : 'Back to the inbox'}
    </DropdownMenu.Item>
  )
}

function GuestItems({ request, tab }: GuestMenuProps) {
  const { beginAnswer, decideAll, showGuest, switchBlock } = useActions()
  const theirs = useNight((night) => night)
  const guest = guestOf(request)
  if (guest === null) return null
  const all = ofGuest(requestsOf(theirs, tab), guest)
  const count = all.length
  return (
    <>
      <DropdownMenu.Item className={menu.item} onSelect={() => showGuest(guest)}>
        <Keycap>G</Keycap>
        Show only {guest.nickname}
      </DropdownMenu.Item>
      <DropdownMenu.Item className={menu.item} onSelect={() => beginAnswer(request)}>
        <Keycap>T</Keycap>
        Tell {guest.nickname} something
      </DropdownMenu.Item>
      <DropdownMenu.Item className={menu.item} onSelect={() => void switchBlock(request)}>
        <Keycap>B</Keycap>
        {request.blocked ? 'Unblock' : 'Block'} {guest.nickname}
      </DropdownMenu.Item>
      {count > 1 && (
        <>
          <DropdownMenu.Separator className={menu.rule} />
          <DropdownMenu.Item className={menu.item} onSelect={() => void decideAll(all, 'approve')}>
            Approve all {count} of {guest.nickname}
          </DropdownMenu.Item>
          <DropdownMenu.Item className={menu.item} onSelect={() => void decideAll(all, 'hold')}>
            {tab === 'held' ? `All ${count} back to the inbox` : `Hold all ${count}`}
          </DropdownMenu.Item>
          <DropdownMenu.Item className={menu.item} onSelect={() => void decideAll(all, 'decline')}>
            Decline all {count}
          </DropdownMenu.Item>
        </>
      )}
    </>
  )
}
