import { randomUUID } from 'node:crypto'
import { joinAll } from '../support/guests.ts'

/** The guests of the night, by their phones' own door. */
export function createGuests(url: string, joinToken: string) {
  const tokens: string[] = []
  let turn = 0

  async function post(path: string, body: object): Promise<number> {
    const token = tokens[turn++ % tokens.length]
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
    const answer = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    await answer.arrayBuffer()
    return answer.status
  }

  return {
    count: () => tokens.length,
    async join(): Promise<void> {
      tokens.push(...(await joinAll({ url, joinToken, count: 1 })))
    },
    /** Whether it was taken; a song that waits already is not. */
    async ask(trackId: string): Promise<boolean> {
      return (await post('/api/requests', { id: randomUUID(), trackId })) === 201
    },
    vote: (requestId: string) => post(`/api/requests/${requestId}/vote`, {}),
  }
}
