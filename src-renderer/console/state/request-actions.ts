import type { ConsoleRequest } from '../../../src-main/contract/console-view.ts'
import type { Refusal } from '../../../src-main/core/refusals.ts'
import type { Result } from '../../../src-main/core/result.ts'
import type { Send } from './actions.ts'
import type { Busy } from './busy.ts'
import type { CarryOut, Intent } from './carry-out.ts'
import { focusAfter } from './focus-order.ts'
import { createMoveNotes } from './move-notes.ts'
import { placeBack } from './places.ts'
import { shownRequests } from './select-requests.ts'
import {
  type ConsoleStore,
  type DecisionUndoable,
  findRequest,
  lastUndoable,
  nightOf,
  type ToastAction,
} from './store.ts'
import type { Undoables } from './undoables.ts'
import type { Versioned } from './versioned.ts'

type Parts = {
  readonly store: ConsoleStore
  readonly versioned: Versioned
  readonly carryOut: CarryOut
  readonly ask: Send
  readonly busy: Busy
  readonly undoables: Undoables
  readonly toast: (words: string, action?: ToastAction) => void
  readonly showRefusal: (refusal: Refusal) => void
}

type Name = 'approve' | 'next' | 'decline' | 'reopen' | 'hold'

/** Deciding about requests, and taking it back. */
export function createRequestActions({
  store,
  versioned,
  carryOut,
  ask,
  busy,
  undoables,
  toast,
  showRefusal,
}: Parts) {
  function present(id: string): ConsoleRequest | null {
    const night = nightOf(store.getState())
    return night && findRequest(night, id)
  }

  /** What a decision about one request is to the rest of this file. */
  type Decision = {
    readonly name: Name
    readonly kind: DecisionUndoable['kind'] | null
  } & Asked

  type Asked = {
    readonly run: (version: number) => Promise<Result<null>>
    readonly isSo: (now: ConsoleRequest) => boolean
    readonly may: (now: ConsoleRequest) => boolean
  }

  function intentOf({ id, title }: ConsoleRequest, { run, isSo, may }: Asked): Intent {
    const now = (holds: (request: ConsoleRequest) => boolean): boolean => {
      const request = present(id)
      return request !== null && holds(request)
    }
    return {
      run,
      isSo: () => now(isSo),
      canRedo: () => now(may),
      words: () => `“${title}” ${meanwhile(present(id))}.`,
    }
  }

  const notes = createMoveNotes({ store, versioned, move, toast, note: undoables.note })

  /** What was last pressed about each. */
  const pressed = new Map<string, Name>()

  /** The row dims and the focus goes on at once; the row leaves when main says so. */
  async function decide(request: ConsoleRequest, decision: Decision): Promise<boolean> {
    const state = store.getState()
    if (state.busy.has(request.id) && !mayFollow(pressed.get(request.id), decision.name)) return false
    pressed.set(request.id, decision.name)
    const ids = shownRequests(state).map((one) => one.id)
    busy.mark([request])
    if (state.focusedId === request.id) {
      const next = focusAfter(ids, request.id, (id) => state.busy.has(id))
      store.setState({ focusedId: next ?? request.id })
    }
    // Known before it is done, so that the next key (a reason, undo) already means it.
    const { id: requestId, title } = request
    const { kind } = decision
    const wasHeld = request.heldAt !== null
    const stood = nightOf(state)?.queue.map(({ id }) => id) ?? []
    const isLast = () => pressed.get(requestId) === decision.name
    if (kind) undoables.remember({ requestId, title, kind, wasHeld, stood, reason: null, done: false })
    const isDone = await carryOut(requestId, {
      ...intentOf(request, decision),
      onRefused: () => {
        if (isLast()) undoables.forget(requestId)
        busy.unmark([request])
      },
      again: () => {
        const now = present(requestId)
        return now && decide(now, decision)
      },
    })
    if (isDone && isLast()) undoables.change(requestId, { done: true })
    return isDone
  }

  const approve = (request: ConsoleRequest): Promise<boolean> =>
    decide(request, {
      name: 'approve',
      kind: 'approved',
      run: (version) => ask('request.approve', { id: request.id, version }),
      isSo: ({ status }) => status === 'approved',
      may: ({ status }) => status === 'pending' || status === 'rejected',
    })

  async function playNext(request: ConsoleRequest): Promise<void> {
    const stood = notes.order()
    if (await makeNext(request)) notes.noteNext(request, stood)
  }

  const makeNext = (request: ConsoleRequest): Promise<boolean> =>
    decide(request, {
      name: 'next',
      kind: request.status === 'pending' ? 'next' : null,
      run: (version) => ask('request.playNext', { id: request.id, version }),
      isSo: ({ id }) => nightOf(store.getState())?.queue[0]?.id === id,
      may: isUndecided,
    })

  const decline = (request: ConsoleRequest): Promise<boolean> =>
    decide(request, {
      name: 'decline',
      kind: 'declined',
      run: (version) => ask('request.decline', { id: request.id, version, reason: null }),
      isSo: ({ status }) => status === 'rejected',
      may: isUndecided,
    })

  const reopen = (request: ConsoleRequest): Promise<boolean> =>
    decide(request, {
      name: 'reopen',
      kind: request.status === 'approved' ? 'reopened' : null,
      run: (version) => ask('request.reopen', { id: request.id, version }),
      isSo: ({ status }) => status === 'pending',
      may: isUndecided,
    })

  const hold = (request: ConsoleRequest, held: boolean): Promise<boolean> =>
    decide(request, {
      name: 'hold',
      kind: held ? 'held' : 'unheld',
      run: (version) => ask('request.hold', { id: request.id, version, held }),
      isSo: ({ status, heldAt }) => status === 'pending' && (heldAt !== null) === held,
      may: ({ status }) => status === 'pending',
    })

  /** Sets it aside, or brings it back. */
  const switchHold = (request: ConsoleRequest): Promise<boolean> => hold(request, request.heldAt === null)

  /** In front of which song it goes back; nothing when it goes where any other would. */
  function whereItStood(id: string, before: readonly string[]): { readonly before?: string | null } {
    const night = nightOf(store.getState())
    if (night === null) return {}
    const now = night.queue.map((song) => song.id)
    const place = placeBack({ id, before, now, handedOver: night.spotify.handedOver })
    return place === undefined ? {} : { before: place }
  }

  /** The way back of a decision. */
  function wayBack({ requestId: id, kind, wasHeld, stood }: DecisionUndoable): Omit<Asked, 'may'> {
    switch (kind) {
      case 'reopened':
        return {
          run: (version) => ask('request.approve', { id, version, ...whereItStood(id, stood) }),
          isSo: ({ status }) => status === 'approved',
        }
      case 'held':
      case 'unheld':
        return {
          run: (version) => ask('request.hold', { id, version, held: wasHeld }),
          isSo: ({ status, heldAt }) => status === 'pending' && (heldAt !== null) === wasHeld,
        }
      default:
        return {
          run: (version) => ask('request.reopen', { id, version, ...(wasHeld && { held: true }) }),
          isSo: ({ status }) => status === 'pending',
        }
    }
  }

  /** Tells the guest why, after the decline itself. */
  async function giveReason(undoable: DecisionUndoable, reason: string): Promise<void> {
    const { requestId: id } = undoable
    const request = present(id)
    if (request === null) return
    undoables.change(id, { reason, done: false })
    const isDone = await carryOut(id, {
      ...intentOf(request, {
        run: (version) => ask('request.decline', { id, version, reason }),
        isSo: ({ rejectReason }) => rejectReason === reason,
        may: isUndecided,
      }),
      again: () => giveReason(undoable, reason),
    })
    undoables.change(id, { reason: isDone ? reason : null, done: true })
  }

  /** Takes back the last decision that can still be taken back, and shows the song again. */
  async function undo(): Promise<void> {
    const last = lastUndoable(store.getState())
    if (last === undefined) return
    if (last.kind === 'other') {
      undoables.drop(last)
      await last.run()
      return
    }
    undoables.forget(last.requestId)
    const { requestId: id, kind, wasHeld } = last
    const request = present(id)
    if (request === null) return
    const isDone = await carryOut(id, intentOf(request, { ...wayBack(last), may: isUndecided }))
    if (!isDone) return
    await versioned.fresh(id)
    if (kind !== 'reopened')
      store.setState({
        tab: wasHeld ? 'held' : 'inbox',
        filter: '',
        onlyGuest: null,
        narrowed: [],
        focusedId: id,
      })
  }

  /** Moves a queued song before another one, or to the end with `null`. */
  async function moveInQueue(request: ConsoleRequest, before: string | null): Promise<boolean> {
    const stood = notes.order()
    const isDone = await move(request, before)
    if (isDone) notes.noteMove(request, stood, before)
    return isDone
  }

  function move(request: ConsoleRequest, before: string | null): Promise<boolean> {
    const { id } = request
    const queue = () => nightOf(store.getState())?.queue ?? []
    return carryOut(
      id,
      intentOf(request, {
        run: (version) => ask('queue.move', { id, version, before }),
        isSo: () => {
          const place = queue().findIndex((song) => song.id === id)
          return place !== -1 && (queue()[place + 1]?.id ?? null) === before
        },
        may: (now) => isWaiting(now) && (before === null || queue().some((song) => song.id === before)),
      }),
    )
  }

  async function play(request: ConsoleRequest): Promise<void> {
    const { id } = request
    await carryOut(
      id,
      intentOf(request, {
        run: (version) => ask('playback.start', { id, version }),
        isSo: ({ playing }) => playing,
        may: isWaiting,
      }),
    )
  }

  /**
   * The front of the queue plays, or nothing does. Pressed at two consoles at once, or as the song ends by itself, it goes
   * on by one song.
   */
  async function goOn(command: 'playback.next' | 'playback.finish'): Promise<void> {
    const playing = nightOf(store.getState())?.nowPlaying?.id ?? null
    const answer = await ask(command, { playing })
    if (answer.ok) return
    if (answer.error.code !== 'stale') return showRefusal(answer.error)
    toast('It went on to another song at the same moment. Here is what plays now.')
  }

  const playNextSong = (): Promise<void> => goOn('playback.next')
  const finishSong = (): Promise<void> => goOn('playback.finish')

  return {
    approve,
    playNext,
    decline,
    reopen,
    switchHold,
    giveReason,
    undo,
    moveInQueue,
    play,
    playNextSong,
    finishSong,
  }
}

/** Whether a second key on the same song means something, before the first has come through: else it bounced. */
function mayFollow(before: Name | undefined, name: Name): boolean {
  if (name === before || name === 'hold') return false
  return !(name === 'approve' && before === 'next')
}

function isUndecided({ status, playing }: ConsoleRequest): boolean {
  return status !== 'played' && !playing
}

function isWaiting({ status, playing }: ConsoleRequest): boolean {
  return status === 'approved' && !playing
}

/** What somebody else made of a request, to follow its title. */
function meanwhile(request: ConsoleRequest | null): string {
  if (request === null) return 'is gone: it was taken back in the meantime'
  const { status, playing, nickname, heldAt } = request
  if (playing) return 'was started elsewhere in the meantime'
  switch (status) {
    case 'pending':
      if (heldAt !== null) return 'was set aside elsewhere in the meantime; it is under Held'
      return `was changed elsewhere in the meantime; it waits in the inbox, asked by ${nickname}`
    case 'approved':
      return 'was changed elsewhere in the meantime; it is up next'
    case 'rejected':
      return 'was declined elsewhere in the meantime'
    case 'played':
      return 'was played in the meantime'
  }
}
