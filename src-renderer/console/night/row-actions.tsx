import { Ban, Check, Hand, ListStart, Undo2, X } from 'lucide-react'
import type { MouseEvent, ReactNode } from 'react'
import type { ConsoleRequest } from '../../../src-main/contract/console-view.ts'
import { useActions } from '../state/context.tsx'
import type { Tab } from '../state/store.ts'
import { Button, Keycap } from '../ui/button.tsx'
import { isSecondOfDouble } from './double-click.ts'
import { GuestMenu } from './guest-menu.tsx'
import styles from './inbox.module.css'

export type RowActionsProps = { readonly request: ConsoleRequest; readonly tab: Tab }

/** The buttons of the focused or hovered row; each shows its key. */
export function RowActions({ request, tab }: RowActionsProps) {
  const { approve, playNext, decline, reopen } = useActions()
  const block = request.guestId !== null && <BlockButton request={request} />
  const next = (
    <ActionButton
      word="Next"
      letter="N"
      label="Play next"
      onPress={() => playNext(request)}
      icon={<ListStart size={16} />}
    />
  )
  switch (tab) {
    case 'inbox':
    case 'held':
      return (
        <>
          <ActionButton
            word="Approve"
            letter="A"
            label="Approve"
            main
            onPress={() => approve(request)}
            icon={<Check size={16} />}
          />
          {next}
          <ActionButton
            word="Decline"
            letter="D"
            label="Decline"
            danger
            onPress={() => decline(request)}
            icon={<X size={16} />}
          />
          <HoldButton request={request} />
          {request.guestId !== null && <BlockButton request={request} folded />}
          <GuestMenu request={request} tab={tab} />
        </>
      )
    case 'approved':
      return (
        <>
          {next}
          <ActionButton
            word="Send back"
            letter="⌫"
            label="Send back to the inbox"
            onPress={() => reopen(request)}
            icon={<Undo2 size={16} />}
          />
          {block}
        </>
      )
    case 'declined':
      return (
        <>
          <ActionButton
            word="Bring back"
            letter="⌫"
            label="Bring back to the inbox"
            onPress={() => reopen(request)}
            icon={<Undo2 size={16} />}
          />
          {block}
        </>
      )
    case 'played':
      return block
  }
}

function HoldButton({ request }: { readonly request: ConsoleRequest }) {
  const { switchHold } = useActions()
  const isHeld = request.heldAt !== null
  return (
    <ActionButton
      letter="H"
      label={isHeld ? 'Back to the inbox' : 'Hold: set aside for later'}
      folded
      onPress={() => switchHold(request)}
      icon={isHeld ? <Undo2 size={16} aria-hidden="true" /> : <Hand size={16} aria-hidden="true" />}
    />
  )
}

type BlockButtonProps = { readonly request: ConsoleRequest; readonly folded?: boolean }

/** Never in words: it is seldom wanted, and the song needs the room. */
function BlockButton({ request, folded = false }: BlockButtonProps) {
  const { switchBlock } = useActions()
  const label = `${request.blocked ? 'Unblock' : 'Block'} ${request.nickname}`
  return (
    <ActionButton
      letter="B"
      label={label}
      folded={folded}
      onPress={() => switchBlock(request)}
      icon={<Ban size={16} aria-hidden="true" />}
    />
  )
}

type ActionButtonProps = {
  /** Left out: the icon alone. */
  readonly word?: string
  readonly letter: string
  readonly label: string
  readonly icon: ReactNode
  readonly main?: boolean
  readonly danger?: boolean
  /** Where a row is narrow, only its menu has it. */
  readonly folded?: boolean
  readonly onPress: () => void
}

function ActionButton({ word, letter, label, icon, main, danger, folded, onPress }: ActionButtonProps) {
  function onClick(event: MouseEvent): void {
    if (isSecondOfDouble(event.timeStamp)) return
    onPress()
  }
  return (
    <Button
      look={main ? 'primary' : danger ? 'danger' : 'plain'}
      className={styles.action}
      aria-label={label}
      title={label}
      data-main={main === true}
      data-seldom={word === undefined}
      data-folded={folded === true}
      onClick={onClick}
    >
      <Keycap>{letter}</Keycap>
      <span className={word === undefined ? styles.iconOnly : styles.icon}>{icon}</span>
      {word !== undefined && <span className={styles.word}>{word}</span>}
    </Button>
  )
}
