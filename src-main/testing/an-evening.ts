import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import WebSocket from 'ws'
import { eventually } from '../../tests/support/eventually.ts'
import type { Composition } from '../compose.ts'
import type { DisplayView, NightView } from '../contract/console-view.ts'
import type { RoomView } from '../contract/guest-api.ts'
import { must } from './a-console.ts'

const songs = [
  'title,artist,explicit',
  'Dancing Queen,ABBA,',
  'Waterloo,ABBA,',
  'Halo,Beyoncé,',
  'Lose Yourself,Eminem,yes',
].join('\n')

const json = { 'content-type': 'application/json' }

export type Evening = Awaited<ReturnType<typeof openEvening>>

/** A live night with songs to search, one guest's open page and one screen with the display's link, all over real sockets. */
export async function openEvening(app: Composition, home: string) {
  const path = join(home, 'songs.csv')
  await writeFile(path, songs)
  must(await app.call('event.create', { title: 'Summer party', catalogue: { kind: 'file', path } }))
  await eventually(() => expect(night().catalogue.phase).toBe('ready'))
  must(await app.call('event.setStatus', { status: 'live', version: night().event.version }))
  const url = app.address().url ?? ''
  const sockets: WebSocket[] = []

  function night(): NightView {
    const view = app.consoleView.current()
    if (view.phase !== 'night') throw new Error(`no night, but ${view.phase}`)
    return view
  }

  /** All that came, as it came. */
  function listen(path: string, protocols: readonly string[] = []): () => readonly string[] {
    const texts: string[] = []
    const socket = new WebSocket(`${url.replace('http', 'ws')}${path}`, [...protocols])
    socket.on('message', (data: Buffer) => texts.push(String(data)))
    socket.on('error', () => {})
    sockets.push(socket)
    return () => texts
  }

  async function joinWith(body: object): Promise<{ status: number; token: string }> {
    const answer = await fetch(`${url}/api/guests`, {
      method: 'POST',
      headers: json,
      body: JSON.stringify(body),
    })
    const { token = '' } = (await answer.json()) as { token?: string }
    return { status: answer.status, token }
  }

  const tokens = new Map<string, string>()
  async function tokenOf(nickname: string): Promise<string> {
    const known = tokens.get(nickname)
    if (known !== undefined) return known
    const { token } = await joinWith({ pin: night().event.pin, nickname })
    tokens.set(nickname, token)
    return token
  }

  async function search(text: string): Promise<readonly { id: string; title: string }[]> {
    const authorization = `Bearer ${await tokenOf('Mia')}`
    const answer = await fetch(`${url}/api/tracks?q=${encodeURIComponent(text)}`, {
      headers: { authorization },
    })
    return ((await answer.json()) as { tracks: { id: string; title: string }[] }).tracks
  }

  /** A guest asks: for the song of this name in the catalogue, else as a wish. Answers `ok` or why not. */
  async function ask(nickname: string, title: string): Promise<{ id: string; answer: string }> {
    const id = randomUUID()
    const track = (await search(title)).find((one) => one.title === title)
    const what = track ? { trackId: track.id } : { wish: { title, artist: '' } }
    const answer = await fetch(`${url}/api/requests`, {
      method: 'POST',
      headers: { ...json, authorization: `Bearer ${await tokenOf(nickname)}` },
      body: JSON.stringify({ id, ...what }),
    })
    const { error } = (await answer.json()) as { error?: { code: string } }
    return { id, answer: error?.code ?? 'ok' }
  }

  const rowOf = (id: string) =>
    [...night().requests, ...night().queue].find((one) => one.id === id) ?? night().nowPlaying

  async function approve(id: string): Promise<void> {
    await eventually(() => expect(rowOf(id)).toBeTruthy())
    must(await app.call('request.approve', { id, version: rowOf(id)?.version ?? 0 }))
  }

  const phone = listen(`/api/live?token=${await tokenOf('Mia')}`)
  const secret = night().displayLink?.here.split('#')[1] ?? ''
  const screen = listen('/api/display/live', ['cueline-display', secret])
  const room = () =>
    phone()
      .map((text) => JSON.parse(text) as RoomView | { type: 'mine' })
      .findLast((one) => one.type === 'room') as RoomView | undefined
  const display = () => {
    const last = screen().findLast((text) => text.includes('"view"'))
    return last === undefined ? undefined : (JSON.parse(last).view as DisplayView)
  }
  await eventually(() => expect([room(), display()].every(Boolean)).toBe(true))

  return {
    night,
    /** What the guest's page has. */
    room,
    /** What the screen has. */
    display,
    ask,
    approve,
    search,
    joinWith,
    /** A command of the console. */
    call: async (name: string, input: object) => must(await app.call(name, input)),
    /** The command that changes settings of the night. */
    set: async (change: object) =>
      must(await app.call('event.update', { version: night().event.version, change })),
    async close(): Promise<void> {
      for (const socket of sockets) socket.terminate()
    },
  }
}
