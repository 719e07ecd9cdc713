import { randomUUID } from 'node:crypto'

/** A guest without a browser: what a phone sends through the guests' door. */
export async function joinGuest(url: string, pin: string, nickname: string) {
  let token = ''

  async function send<T>(method: string, path: string, body?: object): Promise<T> {
    const reply = await fetch(url + path, {
      method,
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      ...(body && { body: JSON.stringify(body) }),
    })
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`)
    return (await reply.json()) as T
  }

  token = (await send<{ token: string }>('POST', '/api/guests', { pin, nickname })).token

  return {
    /** A song of the catalogue, by its whole title; answers the request's id. */
    async ask(title: string, note?: string): Promise<string> {
      const { tracks } = await send<Found>('GET', `/api/tracks?q=${encodeURIComponent(title)}`)
      const track = tracks.find((one) => one.title === title)
      if (track === undefined) throw new Error(`the catalogue has no ${title}`)
      return place({ trackId: track.id, ...(note && { note }) })
    },
    wish: (title: string, artist: string, note?: string) =>
      place({ wish: { title, artist }, ...(note && { note }) }),
    join: (requestId: string) => send('POST', `/api/requests/${requestId}/vote`, {}),
  }

  async function place(what: object): Promise<string> {
    const { request } = await send<{ request: { id: string } }>('POST', '/api/requests', {
      id: randomUUID(),
      ...what,
    })
    return request.id
  }
}

type Found = { readonly tracks: readonly { readonly id: string; readonly title: string }[] }
