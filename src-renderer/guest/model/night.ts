import { createApi, type Outcome } from './api.ts'
import { backOff, type Device } from './device.ts'
import { createFinder } from './finder.ts'
import { createLine } from './line.ts'
import { createOutbox } from './outbox.ts'
import {
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
import { cleanCode, newsBetween } from './words.ts'

export type Night = ReturnType<typeof createNight>

const tokenKey = 'cueline.token'
const nicknameKey = 'cueline.nickname'
const secretKey = 'cueline.secret'

export const noAnswer = 'No answer from the DJ’s laptop. Is this phone still in its wifi?'
const notCurrent = 'That link is not current any more. Type the code from the display.'
const strangerWords = 'This phone is not joined any more. Join again to go on.'
const noSong: Song = { id: '', title: '', artist: '', durationMs: null, explicit: null, artworkUrl: null }
const toastFor = 7000
const lookAgain = 15_000

/** One phone's evening: joins, listens, searches and sends; `paint` is called with each new state. */
export function createNight(device: Device, secret: string, paint: (state: State) => void) {
  const { local, later } = device
  // Kept until joined, so that a reload doesn't ask for the PIN after all.
  if (secret) local.set(secretKey, secret)
  const first = { nickname: local.get(nicknameKey) ?? '', secret: local.get(secretKey) ?? '' }
  const { get, patch } = createStore({ ...blank, ...first }, paint)
  const call = createApi(device, () => local.get(tokenKey))
  let cancelToast = () => {}
  let cancelLook = () => {}
  let tries = 0
  let heard = false

  const outbox = createOutbox({
    ...device,
    send: ({ path, body }) => call('POST', path, body),
    onChange: (sending) => patch({ sending }),
    onAnswer: (request) => patch({ mine: [request, ...get().mine.filter(({ id }) => id !== request.id)] }),
    onStranger: leave,
  })
  const line = createLine({
    ...device,
    open: () => device.openSocket(local.get(tokenKey) ?? ''),
    onText: receive,
    onUp(reachable) {
      patch({ reachable })
      if (reachable) outbox.nudge()
    },
    onStranger: leave,
    onRefused: look,
  })
  const find = createFinder({ ...device, call, onAnswer: show })

  /** Asks who this phone is and how the night stands; again by itself as long as there is no socket to tell. */
  async function look(): Promise<boolean> {
    cancelLook()
    const outcome = await call('GET', '/api/event')
    const answer = loose(outcome.kind === 'done' ? outcome.body : null)
    const event = readEvent(answer)
    if (!event) {
      if (get().phase === 'in') return false
      patch({ reachable: false })
      cancelLook = later(1000 + backOff(tries++, device.random), look)
      return false
    }
    tries = 0
    patch({ event, needsCode: answer.needsCode === true })
    const guest = readGuest(answer.guest)
    if (guest) enter(guest)
    else if (get().phase === 'in') leave()
    else {
      patch({ phase: 'join', reachable: true })
      cancelLook = later(lookAgain * (1 + device.random()), look)
    }
    return true
  }

  function enter(guest: Guest) {
    if (get().phase === 'in') return
    cancelLook()
    local.remove(secretKey)
    heard = false
    patch({ phase: 'in', guest, secret: '', code: '', joinWords: '', reachable: true })
    outbox.start(guest.id)
    line.start()
  }

  function leave() {
    if (get().phase !== 'in') return
    line.stop()
    outbox.stop()
    local.remove(tokenKey)
    patch({ phase: 'join', guest: null, room: null, mine: [], joinWords: strangerWords })
    void look()
  }

  function receive(json: string) {
    let view: unknown
    try {
      view = JSON.parse(json)
    } catch {
      return
    }
    const { type, requests } = loose(view)
    if (type === 'room') {
      const room = readRoom(view)
      if (room) patch({ room, event: room.event })
    }
    if (type === 'mine') {
      const mine = listOf(requests, readRequest)
      const news = heard ? newsBetween(get().mine, mine) : null
      heard = true
      patch({ mine })
      outbox.arrived(mine.map(({ id }) => id))
      if (news) {
        say(news.words)
        device.buzz(news.buzz)
      }
    }
  }

  function say(toast: string, takenBack: MyRequest | null = null) {
    patch({ toast, takenBack })
    cancelToast()
    cancelToast = later(toastFor, () => patch({ toast: '', takenBack: null }))
  }

  function show(query: string, outcome: Outcome) {
    if (outcome.kind === 'done') {
      const songs = listOf(loose(outcome.body).tracks, readFound)
      patch({ found: { query, songs }, searchWords: '' })
    } else if (outcome.kind === 'away') {
      patch({ searchWords: noAnswer })
    } else if (outcome.code === 'not-joined') {
      leave()
    } else {
      patch({ searchWords: outcome.words })
    }
  }

  function countDown(joinWait: number) {
    patch({ joinWait })
    if (joinWait > 0) later(1000, () => countDown(joinWait - 1))
  }

  function send(id: string, path: string, body: object, song: Song) {
    const guestId = get().guest?.id ?? ''
    outbox.add({ id, guestId, at: device.now(), path, body, song })
  }

  function ask(song: Song, what: object, note: string) {
    const id = device.uuid()
    send(id, '/api/requests', { id, ...what, ...(note && { note }) }, song)
  }

  void look()

  return {
    /** `away`: the page was out of sight for so long that its socket can't be trusted. */
    async wake(away: boolean): Promise<void> {
      line.wake(away)
      outbox.nudge()
      if (!(await look())) line.wake(true)
    },
    typeCode(typed: string) {
      patch({ code: cleanCode(typed, get().needsCode) })
    },
    async join(nickname: string): Promise<void> {
      const { joining, code } = get()
      if (joining || get().joinWait > 0) return
      local.set(nicknameKey, nickname)
      patch({ joining: true, joinWords: '', nickname })
      const used = get().secret
      const outcome = await call(
        'POST',
        '/api/guests',
        used ? { token: used, nickname } : { pin: code, nickname },
      )
      patch({ joining: false })
      const answer = loose(outcome.kind === 'done' ? outcome.body : null)
      const guest = readGuest(answer.guest)
      const token = text(answer.token)
      if (guest && token) {
        local.set(tokenKey, token)
        return enter(guest)
      }
      if (outcome.kind !== 'refused') return patch({ joinWords: noAnswer })
      patch({ joinWords: outcome.words, code: '' })
      if (outcome.code === 'code-required') patch({ needsCode: true })
      if (outcome.code === 'event-offline') await look()
      if (outcome.code === 'wrong-pin' && used) {
        local.remove(secretKey)
        patch({ secret: '', joinWords: notCurrent })
      }
      countDown(Math.ceil(outcome.seconds))
    },
    search(query: string) {
      patch({ query, opened: '', searchWords: '', ...(!query.trim() && { found: null }) })
      find(query)
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
      send(requestId, `/api/requests/${requestId}/vote`, {}, song)
    },
    dismiss: outbox.dismiss,
    async takeBack(request: MyRequest): Promise<void> {
      const outcome = await call('DELETE', `/api/requests/${request.id}`)
      if (outcome.kind !== 'done') return say(outcome.kind === 'refused' ? outcome.words : noAnswer)
      patch({ mine: get().mine.filter(({ id }) => id !== request.id) })
      say('Taken back.', request)
    },
    askAgain() {
      const request = get().takenBack
      if (!request) return
      const { song, note } = request
      const { id, title, artist } = song
      ask(song, id ? { trackId: id } : { wish: { title, artist } }, note ?? '')
      say('')
    },
    say,
  }
}
