import type { PlayerView } from '../../../src-main/contract/player-view.ts'
import type { Send } from '../state/actions.ts'
import { createDeck, type Deck } from './deck.ts'
import { createMixer } from './mixer.ts'
import { findOutput, type SoundOutputs } from './outputs.ts'

type Head = NonNullable<PlayerView['head']>
type Decks = { readonly front: Deck; readonly back: Deck }

/** Milliseconds between two words about where the song is. */
const tellEvery = 3000
/** Milliseconds without sound after which a file does not answer; looked at so often. */
const answersWithin = 4000
const lookEvery = 1000
/** What main could not write down is said again after so many milliseconds. */
const tryAgainAfter = 2000

/** Sounds as main says. Two decks: while one plays, the other has the next song ready, so that it begins without a gap. */
export function createRoomSound(ask: Send) {
  let decks: Decks | null = null
  let mixer: ReturnType<typeof createMixer> | null = null
  let seen: PlayerView | null = null
  /** `null` until it is known what is connected. */
  let outputs: SoundOutputs | null = null
  let jump: number | null = null
  /** The song that just ended here: main may still have it as playing. */
  let ended: string | null = null
  /** The song that could not be played: not again before somebody says so. */
  let failed: string | null = null

  function open(): Decks {
    mixer ??= createMixer()
    const events = { onEnded, onFailed }
    decks ??= { front: createDeck(mixer, events), back: createDeck(mixer, events) }
    return decks
  }

  function swap(): void {
    if (decks) decks = { front: decks.back, back: decks.front }
  }

  function onEnded(deck: Deck): void {
    const requestId = deck.song()
    if (!decks || deck !== decks.front || requestId === null) return
    ended = requestId
    deck.clear()
    if (decks.back.song() !== null) {
      swap()
      decks.front.play()
    }
    jump = null
    void tellEnded(requestId)
  }

  async function tellEnded(id: string): Promise<void> {
    const answer = await ask('player.ended', { id })
    if (answer.ok || ended !== id) return
    setTimeout(() => void (ended === id && tellEnded(id)), tryAgainAfter)
  }

  function onFailed(deck: Deck): void {
    const id = deck.song()
    deck.clear()
    failed = id
    if (id !== null) void ask('player.failed', { id })
  }

  /** `null`: nothing shall sound from this computer. */
  function follow(view: PlayerView | null): void {
    seen = view
    const head = view?.head ?? null
    // Main has not heard yet that it ended; what follows sounds by now.
    const isAhead = head !== null && head.requestId === ended
    if (isAhead) keepUp(head)
    else {
      ended = null
      if (head === null) {
        jump = null
        decks?.front.clear()
      } else obey(head)
      holdReady(view)
    }
    route()
    if (view) mixer?.setVolume(view.muted ? 0 : view.volume / 100)
  }

  /** While main can't write down that a song ended, Pause and Play mean the one that sounds by now. */
  function keepUp({ playing }: Head): void {
    const front = decks?.front
    if (!front || front.song() === null) return
    if (!playing) front.pause()
    else if (!front.playing()) begin(front)
  }

  /** The deck in front plays what main says, from where it says. */
  function obey(head: Head): void {
    if (head.requestId === failed && !head.playing) return
    failed = null
    const front = deckFor(head)
    // What began here by itself is where it belongs already.
    const isOwnStart = jump === null && front.playing()
    if (jump !== head.jump && !isOwnStart) front.seek(placeOf(head))
    jump = head.jump
    if (!head.playing) front.pause()
    else if (!front.playing()) begin(front)
  }

  function begin(front: Deck): void {
    if (isOutputGone()) {
      tellHalted(front)
      return
    }
    route()
    void mixer?.wake()
    front.play()
  }

  function isOutputGone(): boolean {
    const room = seen?.room ?? null
    return room !== null && outputs !== null && findOutput(room, outputs) === null
  }

  /** To the room's output; where that is gone, to none, and the song waits: it must not burst out of another one. */
  function route(): void {
    const room = seen?.room ?? null
    if (!mixer || !decks) return
    if (isOutputGone()) {
      mixer.sendTo(null).catch(() => {})
      haltFront()
      return
    }
    const id = room === null ? '' : ((outputs && findOutput(room, outputs)?.id) ?? room.id)
    mixer.sendTo(id).catch(haltFront)
  }

  function haltFront(): void {
    if (decks?.front.playing()) tellHalted(decks.front)
  }

  function tellHalted(deck: Deck): void {
    const id = deck.song()
    const positionMs = deck.positionMs()
    deck.pause()
    if (id !== null) void ask('player.halted', { id, positionMs, output: seen?.room?.name ?? 'The output' })
  }

  function deckFor(head: Head): Deck {
    const { front, back } = open()
    if (front.song() === head.requestId) return front
    jump = null
    front.clear()
    if (back.song() !== head.requestId) {
      front.load(head)
      return front
    }
    swap()
    return back
  }

  function holdReady(view: PlayerView | null): void {
    const next = view?.next ?? null
    if (next === null || next.requestId === view?.head?.requestId) decks?.back.clear()
    else if (decks?.back.song() !== next.requestId) open().back.load(next)
  }

  setInterval(() => {
    const front = decks?.front
    const id = front?.song()
    if (front?.playing() && id && id === seen?.head?.requestId && jump !== null)
      void ask('player.heard', { id, positionMs: front.positionMs(), jump })
  }, tellEvery)

  /** The song that has nothing to give, since when, and whether main knows. */
  let starved: { readonly id: string; readonly since: number; readonly told: boolean } | null = null

  function lookForAnswer(): void {
    const front = decks?.front
    const id = front?.song() ?? null
    if (starved && (!front?.isStarved() || id !== starved.id)) {
      if (starved.told && id === starved.id && front) tellStuck(front, id, false)
      starved = null
    }
    if (!front?.isStarved() || id === null) return
    starved ??= { id, since: performance.now(), told: false }
    if (starved.told || performance.now() - starved.since < answersWithin) return
    starved = { ...starved, told: true }
    tellStuck(front, id, true)
  }

  function tellStuck(deck: Deck, id: string, stuck: boolean): void {
    void ask('player.stuck', { id, positionMs: deck.positionMs(), stuck })
  }

  setInterval(lookForAnswer, lookEvery)

  return {
    follow,
    setOutputs(next: SoundOutputs): void {
      outputs = next
      route()
    },
  }
}

function placeOf({ playing, positionMs, at }: Head): number {
  return playing ? positionMs + Math.max(0, Date.now() - at) : positionMs
}
