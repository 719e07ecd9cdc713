import { History, Undo2, X } from 'lucide-react'
import { useEffect } from 'react'
import { useActions, useConsoleState, useSpotify } from '../state/context.tsx'
import { answeredRequest, type ConsoleState, lastUndoable, type Undoable } from '../state/store.ts'
import { Button, Keycap } from '../ui/button.tsx'
import { declineReasons, undoWords } from '../words.ts'
import { AnswerForm } from './answer-form.tsx'
import { usualKeys } from './keys.ts'
import styles from './snackbar.module.css'
import { UsualLines } from './usual-lines.tsx'

/** The last decision and its undo; after a decline, five reasons to give. And refusals, in words. */
export function Snackbar() {
  const { giveReason, openPanel, undo } = useActions()
  const last = useConsoleState((state) => shownUndoable(state))
  const answering = useConsoleState(answeredRequest)
  if (answering !== null) return <AnswerForm request={answering} key={answering.id} />
  return (
    <footer className={styles.bar} data-open={last !== undefined}>
      <div role="status" className={styles.said}>
        {last !== undefined && sentence(last)}
      </div>
      {last === undefined ? (
        <Reminder />
      ) : (
        <>
          {last.kind === 'declined' && last.reason === null && (
            <Reasons onChoose={(reason) => giveReason(last, reason)} />
          )}
          {last.kind === 'other' && last.giveReason && <Reasons onChoose={last.giveReason} />}
          <Button look="quiet" className={styles.older} onClick={() => openPanel('history')}>
            <History size={16} aria-hidden="true" />
            Older
            <Keycap>Y</Keycap>
          </Button>
          <Button className={styles.undo} onClick={undo} key={keyOf(last)}>
            <Undo2 size={16} aria-hidden="true" />
            Undo
            <Keycap>U</Keycap>
          </Button>
        </>
      )}
    </footer>
  )
}

/** While nothing can be undone: the keys that one forgets. */
function Reminder() {
  const player = useSpotify((spotify) => spotify.player)
  return (
    <ul className={styles.reminder} aria-hidden="true">
      {usualKeys(player).map(({ key, does }) => (
        <li key={key}>
          <Keycap>{key}</Keycap> {does}
        </li>
      ))}
    </ul>
  )
}

/** While the last one is on its way, nothing older takes its place. */
function shownUndoable(state: ConsoleState): Undoable | undefined {
  const last = lastUndoable(state)
  return last?.done ? last : undefined
}

function keyOf(last: Undoable): string {
  return last.kind === 'other' ? last.words : last.requestId
}

function sentence(last: Undoable): string {
  if (last.kind === 'other') return last.words
  const words = `${undoWords[last.kind]} “${last.title}”`
  return last.reason === null ? words : `${words}. The guest reads: ${last.reason}`
}

function Reasons({ onChoose }: { readonly onChoose: (reason: string) => unknown }) {
  return <UsualLines label="Tell the guest why" lines={declineReasons} onChoose={onChoose} />
}

/** Refusals and news, in words; some offer to do something, by a button or by R from anywhere but a field. */
export function Toasts() {
  const { dismissToast, takeOffer } = useActions()
  const toasts = useConsoleState((state) => state.toasts)
  const newest = toasts.findLast(({ action }) => action !== null)

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'r' || event.repeat || event.defaultPrevented) return
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      takeOffer()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [takeOffer])

  return (
    // Said to be live by its attribute too: an open panel hides all that is not from screen readers.
    <div className={styles.toasts} role="alert" aria-live="assertive" data-toasts>
      {toasts.map((toast) => (
        <div key={toast.id} className={styles.toast}>
          <span className={styles.toastWords}>{toast.words}</span>
          {toast.action !== null && (
            <Button className={styles.offer} onClick={() => takeOffer(toast.id)}>
              {toast.action.label}
              {toast === newest && <Keycap>R</Keycap>}
            </Button>
          )}
          <Button
            look="quiet"
            shape="icon"
            aria-label="Close this message"
            onClick={() => dismissToast(toast.id)}
          >
            <X size={18} />
          </Button>
        </div>
      ))}
    </div>
  )
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [role="menu"]') !== null
}
