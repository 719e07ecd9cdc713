import { expect, test } from 'vitest'
import { spotifyCatalogue } from '../catalogue/catalogue.ts'
import { trackJson } from '../catalogue/item-json.ts'
import { spotifyContract } from './contract.ts'

const contract = spotifyContract()
const links = { apiUrl: 'http://127.0.0.1/v1', artworkUrl: 'http://127.0.0.1/image' }

function operation(method: string, path: string) {
  const found = contract.find(method, path)
  if (!found) throw new Error(`${method} ${path}`)
  return found.operation
}

function aTrack(change: Readonly<Record<string, unknown>> = {}) {
  const [track] = spotifyCatalogue().tracks
  if (!track) throw new Error('no tracks')
  return { ...trackJson(track, { playable: true, restriction: null }, links), ...change }
}

test('calls are found by their path, with what stands in it', () => {
  expect(contract.find('GET', '/playlists/a%20b/items')).toMatchObject({
    operation: { id: 'get-playlists-items' },
    params: { playlist_id: 'a b' },
  })
  expect(contract.find('DELETE', '/me/player')).toBeNull()
  expect(operation('GET', '/tracks').removed).toBe(true)
})

test('a song as the double tells it is right; each damage is seen', () => {
  const complaints = (track: unknown) => contract.answerComplaints(operation('GET', '/tracks/x'), 200, track)
  expect(complaints(aTrack())).toEqual([])
  expect(complaints(aTrack({ duration_ms: '3:20' }))).toHaveLength(1)
  expect(complaints(aTrack({ type: 'song' }))).toHaveLength(1)
  expect(complaints(aTrack({ album: { ...aTrack().album, images: [{ url: 'x' }] } }))).toHaveLength(2)
})

test('an answer of another status, or a body where none belongs, is seen', () => {
  const player = operation('GET', '/me/player')
  expect(contract.answerComplaints(player, 204, undefined)).toEqual([])
  expect(contract.answerComplaints(player, 204, {})).toHaveLength(1)
  expect(contract.answerComplaints(player, 202, undefined)).toHaveLength(1)
  expect(contract.answerComplaints(player, 200, { item: aTrack({ id: 7 }) })).not.toEqual([])
  expect(contract.answerComplaints(player, 429, { error: 'slow down' })).not.toEqual([])
})

test('a page lacks nothing that its frame requires', () => {
  const page = { href: '', items: [], limit: 5, next: null, offset: 0, previous: null, total: 0 }
  const complaints = (tracks: object) =>
    contract.answerComplaints(operation('GET', '/search'), 200, { tracks })
  expect(complaints(page)).toEqual([])
  const { next: _, ...cut } = page
  expect(complaints(cut)).not.toEqual([])
})

test('numbers, truths and lists of a query are read as such', () => {
  const sent = (query: string) => ({ params: {}, query: new URLSearchParams(query), body: undefined })
  const shuffle = operation('PUT', '/me/player/shuffle')
  expect(contract.complaints(shuffle, sent('state=true'))).toEqual([])
  expect(contract.complaints(shuffle, sent('state=on'))).toHaveLength(1)
  const search = operation('GET', '/search')
  expect(contract.complaints(search, sent('q=a&type=track,album'))).toEqual([])
  expect(contract.complaints(search, sent('q=a&type=track&limit=ten'))).toHaveLength(1)
  expect(contract.complaints(search, sent('q=a&q=b&type=track'))).toHaveLength(1)
})
