import type { PublicEvent } from '../../../src-main/contract/guest-api.ts'
import { createApi, type Outcome } from './api.ts'
import { backOff, type Device } from './device.ts'
import { createFinder } from './finder.ts'
import { createJoining, nicknameKey, secretKey } from './joining.ts'
import { createLine } from './line.ts'
import { createArrival, packLuggage, quietKey, tokenKey } from './luggage.ts'
import { createMover } from './mover.ts'
import { asking, createOutbox, type Entry, mostWaiting, voteFor } from './outbox.ts'
import {
  count,
  type Guest,
  listOf,
  loose,
  type MyRequest,
  readEvent,
  readFound,
  readGuest,
  readRequest,
  readRoom,
  type Song,
  text,
} from './read.ts'
import { blank, createStore, type State } from './state.ts'
import { createVoice } from './voice.ts'
import { lostWords, newsBetween, noAnswer, standing } from './words.ts'

export type Night = ReturnType<typeof createNight>

const strangerWords = 'This phone is not joined any more. Join again to go on.'
const movedWords = 'The DJ’s laptop has a new address. This page came along.'
const tooMany = `${mostWaiting} songs are waiting for the wifi already. They go out by themselves.`
const noSong: Song = { id: '', title: '', artist: '', durationMs: null, explicit: null, artworkUrl: null }
const lookAgain = 15_000
const freshAfter = 1_000
/** After that long without an answer, waiting alone may not help. */
const lostAfter = 45_000

/** One phone's evening: joins, listens, searches and sends; `brought` came with the link; `paint` is called with each new state. */
export function createNight(device: Device, brought: string, paint: (state: State) => void) {
  const { local, later } = device
  // Kept until joined, so that a reload doesn't ask for the PIN after all.
  if (brought.startsWith('bp_')) local.set(secretKey, brought)
  const arrival = createArrival(device, brought)
  const store = createStore(
    {
      ...blank,
      known: local.get(tokenKey) !== null || arrival.isWaiting(),
      nickname: local.get(nicknameKey) ?? '',
      secret: local.get(secretKey) ?? '',
      quiet: local.get(quietKey) !== null,
    },
    paint,
  )
  const { get, patch } = store
  const call = createApi(device, () => local.get(tokenKey))
  const voice = createVoice(device, store)
  let cancelLook = () => {}
  let cancelLost: (() => void) | null = null
  let freshening = false
  let tries = 0
  let heard = false
  /** The line and the outbox work. A guest whose night is away or over stays on the page without them. */
  let connected = false

  const outbox = createOutbox({
    ...device,
    send: ({ path, body }) => call('POST', path, body),
    onChange: (sending) => patch({ sending }),
    onAnswer(request) {
      const { mine } = get()
      // What came by the line meanwhile is newer than this answer.
      if (!mine.some(({ id }) => id === request.id)) patch({ mine: [request, ...mine] })
      voice.speak(`${request.song.title}: ${standing(request)}`)
      voice.feel([30])
    },
    onRefused({ code, words }) {
      const { guest } = get()
      if (guest && code === 'blocked') patch({ guest: { ...guest, blocked: true } })
      voice.speak(words)
    },
    onStranger: leave,
  })
  const line = createLine({
    ...device,
    open: () => device.openSocket(local.get(tokenKey) ?? ''),
    onText: receive,
    onUp(up) {
      setReachable(up)
      if (up) outbox.nudge()
    },
    onStranger: leave,
    onRefused: look,
  })
  const mover = createMover({
    ...device,
    bring() {
      if (local.get(tokenKey) !== null) return packLuggage(local)
      // Known by a cookie alone, which stays behind: then so does the page, with its taps.
      return get().phase === 'in' ? null : get().secret
    },
  })
  const find = createFinder({ ...device, call, onAnswer: show })
  const { typeCode, join } = createJoining({
    ...device,
    call,
    store,
    look,
    onJoined(guest, token) {
      local.set(tokenKey, token)
      enter(guest)
    },
  })

  function setReachable(reachable: boolean) {
    if (reachable && get().lost) voice.speak('Connected again.')
    patch(reachable ? { reachable, lost: false } : { reachable })
    mover.setReachable(reachable)
    if (reachable) {
      cancelLost?.()
      cancelLost = null
    } else cancelLost ??= later(lostAfter, () => patch({ lost: true, spoken: lostWords(get().sending) }))
  }

  /** Asks who this phone is and how the night stands; again by itself as long as there is no socket to tell. */
  async function look(): Promise<boolean> {
    cancelLook()
    const as = local.get(tokenKey)
    const [outcome, brought] = await Promise.all([call('GET', '/api/event'), arrival.ask()])
    // It joined, or was sent out, while the question was under way: the answer is about who it was before.
    if (local.get(tokenKey) !== as) return connected
    const answer = loose(outcome.kind === 'done' ? outcome.body : null)
    const event = readEvent(answer)
    if (!event || brought?.kind === 'away') {
      if (connected) return false
      setReachable(false)
      cancelLook = later(1000 + backOff(tries++, device), look)
      return false
    }
    tries = 0
    mover.learn(answer)
    const inside = get().phase === 'in'
    const known = readGuest(answer.guest)
    const moved = brought && arrival.settle(brought, known)
    if (moved) {
      patch({ nickname: local.get(nicknameKey) ?? '', quiet: local.get(quietKey) !== null })
      voice.say(movedWords)
    }
    const guest = moved ?? known
    patch({ event: named(event), needsCode: answer.needsCode === true })
    if (guest) enter(guest)
    else {
      disconnect()
      setReachable(true)
      if (!inside) patch({ phase: 'join' })
      // A night that is over or away leaves its guests their songs; a running one that doesn't know them, nothing.
      else if (event.status !== 'offline') {
        local.remove(tokenKey)
        patch({ phase: 'join', guest: null, mine: [], joinWords: strangerWords })
      }
      cancelLook = later(lookAgain * (1 + device.random()) * (device.hidden() ? 4 : 1), look)
    }
    return true
  }

  function enter(guest: Guest) {
    patch({ guest })
    if (connected) return
    connected = true
    cancelLook()
    local.remove(secretKey)
    heard = false
    patch({ phase: 'in', secret: '', code: '', joinWords: '' })
    setReachable(true)
    outbox.start(guest.id)
    line.start()
  }

  function disconnect() {
    connected = false
    line.stop()
    outbox.stop()
    patch({ room: null })
  }

  /** The laptop doesn't know this phone: what that means depends on how the night stands. */
  function leave() {
    if (!connected) return
    disconnect()
    void look()
  }

  /** Between two nights the page keeps the name of the last one. */
  function named(event: PublicEvent): PublicEvent {
    return { ...event, title: event.title || get().event?.title || '' }
  }

  function receive(json: string) {
    let view: unknown
    try {
      view = JSON.parse(json)
    } catch {
      return
    }
    const { type, requests, guest } = loose(view)
    if (type === 'room') {
      const room = readRoom(view)
      if (room) patch({ room, event: named(room.event) })
      freshen()
    }
    if (type === 'mine') {
      const mine = listOf(requests, readRequest)
      const news = heard ? newsBetween(get().mine, mine) : null
      heard = true
      patch({ mine, guest: readGuest(guest) ?? get().guest })
      outbox.arrived(mine.map(({ id }) => id))
      if (news) voice.tell(news)
    }
  }

  /** Something changed: it may be that somebody asked for what was found here. */
  function freshen() {
    if (freshening) return
    freshening = true
    // Phones of one room do not ask all at once.
    later(freshAfter * (1 + device.random()), async () => {
      freshening = false
      const { found } = get()
      if (!found?.songs.length) return
      const outcome = await call('GET', `/api/asked?of=${found.songs.map(({ id }) => id)}`)
      const asked = outcome.kind === 'done' && loose(loose(outcome.body).asked)
      // What was found meanwhile knows better.
      if (!asked || get().found !== found) return
      const songs = found.songs.flatMap((song) => readFound({ ...song, asked: asked[song.id] }) ?? [])
      patch({ found: { ...found, songs } })
    })
  }

  function show(query: string, outcome: Outcome) {
    if (outcome.kind === 'done') {
      const songs = listOf(loose(outcome.body).tracks, readFound)
      // Spotify gives ten at once: from a handful on there may be more.
      const theirs = songs.filter(({ spotifyUrl }) => spotifyUrl).length
      patch({ found: { query, songs, next: theirs < 5 ? 0 : theirs }, searchWords: '' })
    } else if (outcome.kind === 'away') {
      patch({ searchWords: noAnswer })
    } else if (outcome.code === 'not-joined') {
      leave()
    } else {
      patch({ searchWords: outcome.words })
    }
  }

  function send(id: string, path: string, body: object, song: Song) {
    if (get().sending.filter(({ refused }) => !refused).length >= mostWaiting) return voice.say(tooMany)
    const guestId = get().guest?.id ?? ''
    outbox.add({ id, guestId, at: device.now(), path, body, song })
  }

  function ask(song: Song, what: object, note: string) {
    const id = device.uuid()
    send(id, asking, { id, ...what, ...(note && { note }) }, song)
  }

  // What is known is shown before the laptop's first word.
  patch({})
  void look()

  return {
    /** `away`: the page was out of sight for so long that its socket can't be trusted. */
    async wake(away: boolean): Promise<void> {
      line.wake(away)
      outbox.nudge()
      if (!(await look())) line.wake(true)
    },
    typeCode,
    join,
    search(query: string) {
      patch({ query, opened: '', searchWords: '', ...(!query.trim() && { found: null }) })
      find(query)
    },
    /** Spotify's next page, behind what was found. */
    async more(): Promise<void> {
      const { found } = get()
      if (!found) return
      const { query, songs, next } = found
      patch({ found: { ...found, next: 0 } })
      const outcome = await call('GET', `/api/tracks?q=${encodeURIComponent(query)}&from=${next}`)
      if (get().found?.query !== query) return
      if (outcome.kind === 'refused') voice.say(outcome.words)
      if (outcome.kind !== 'done') return patch({ found })
      const page = loose(outcome.body)
      const others = listOf(page.tracks, readFound).filter(({ id }) => !songs.some((song) => song.id === id))
      patch({ found: { query, songs: [...songs, ...others], next: count(page.next) } })
    },
    /** Opens the dedication of a song, or the wish form (`wish`); the same again closes it. */
    open(id: string) {
      patch({ opened: get().opened === id ? '' : id })
    },
    /** One tap asks for a song; a second one changes nothing. */
    ask(song: Song, note: string) {
      const before = get().sending.find(({ song: its }) => its.id === song.id)
      if (before && !before.refused) return
      if (before) outbox.dismiss(before.id)
      patch({ opened: '' })
      ask(song, { trackId: song.id }, note)
    },
    wish(title: string, artist: string, note: string) {
      ask({ ...noSong, title, artist }, { wish: { title, artist } }, note)
      patch({ query: '', found: null, opened: '' })
    },
    /** Adds a +1; `instead` is the refused ask that it takes the place of. */
    vote(requestId: string, song: Song, instead = '') {
      if (instead) outbox.dismiss(instead)
      send(requestId, voteFor(requestId), {}, song)
    },
    /** Asks for what was offered instead of a refused song, with the same words. */
    askInstead({ id, refused, body }: Entry) {
      outbox.dismiss(id)
      if (refused?.instead) ask(refused.instead, { trackId: refused.instead.id }, text(loose(body).note))
    },
    dismiss: outbox.dismiss,
    async takeBack(request: MyRequest): Promise<void> {
      const outcome = await call('DELETE', `/api/requests/${request.id}`)
      if (outcome.kind !== 'done') return voice.say(outcome.kind === 'refused' ? outcome.words : noAnswer)
      patch({ mine: get().mine.filter(({ id }) => id !== request.id) })
      voice.say('Taken back.', request)
    },
    askAgain() {
      const request = get().takenBack
      if (!request) return
      const { song, note } = request
      const { id, title, artist } = song
      ask(song, id ? { trackId: id } : { wish: { title, artist } }, note ?? '')
      voice.say('')
    },
    say: voice.say,
    /** Turns vibration and the tab's title off and on. */
    toggleQuiet() {
      const quiet = !get().quiet
      if (quiet) local.set(quietKey, '1')
      else local.remove(quietKey)
      patch({ quiet })
    },
  }
}
