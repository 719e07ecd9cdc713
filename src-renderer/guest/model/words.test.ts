import { expect, test } from 'vitest'
import { aRequest, aTrack, event } from '../testing/fake-laptop.ts'
import { readFound, readRequest } from './read.ts'
import {
  cleanCode,
  closedWords,
  lostWords,
  minutes,
  newsBetween,
  standing,
  standingOf,
  step,
} from './words.ts'

function request(changes: Parameters<typeof aRequest>[1]) {
  const read = readRequest(aRequest('a', changes))
  if (!read) throw new Error('a request must be readable')
  return read
}

test.each([
  [{}, 'Sent. You’ll see it here.', 1],
  [{ mine: false, votes: 3 }, 'Your +1 counts: 4 want this', 1],
  [{ status: 'approved', songsAway: 4 }, 'Accepted: about 4 songs away', 2],
  [{ status: 'approved', songsAway: null }, 'Accepted', 2],
  [{ status: 'approved', songsAway: 1 }, 'Up next!', 3],
  [{ status: 'approved', songsAway: 0, playing: true }, 'Playing now', 4],
  [{ status: 'played' }, 'Played', 0],
  [{ status: 'rejected' }, 'Not this time', 0],
] as const)('%o reads "%s"', (changes, words, reached) => {
  expect(standing(request(changes))).toBe(words)
  expect(step(request(changes))).toBe(reached)
})

test('the page says why nothing can be asked for, most lasting reason first', () => {
  expect(closedWords(event)).toBe('')
  expect(closedWords({ ...event, requestsPaused: true })).toMatch(/paused/)
  expect(closedWords({ ...event, status: 'standby', requestsPaused: true })).toMatch(/open soon/)
  expect(closedWords({ ...event, pages: { requests: false, display: true } })).toMatch(/screen/)
  expect(closedWords({ ...event, pages: { requests: false, display: false } })).toMatch(/closed tonight/)
  expect(closedWords(event, true)).toMatch(/no more requests from this phone/)
  expect(closedWords({ ...event, status: 'offline' }, true)).toMatch(/not taking guests/)
  expect(closedWords({ ...event, status: 'offline', ended: true })).toMatch(/That was the night/)
})

test('a song that somebody asked for offers +1, an own one says how far it is, a declined one is free again', () => {
  const asked = readFound(aTrack('a', { asked: { requestId: 'r', votes: 2, mine: false } }))
  const free = readFound(aTrack('a'))
  if (!asked || !free) throw new Error('songs must be readable')
  expect(standingOf(asked, [], [])).toEqual({ kind: 'plus', requestId: 'r', people: 3 })
  expect(standingOf(free, [], [])).toEqual({ kind: 'free' })
  expect(standingOf(free, [request({})], [])).toMatchObject({ kind: 'asked' })
  expect(standingOf(free, [request({ status: 'rejected' })], [])).toEqual({ kind: 'free' })
})

test('a page without an answer says how many taps wait on it, and promises nothing beyond', () => {
  const entry = { guestId: 'mia', at: 0, path: '', body: {}, song: request({}).song }
  const [one, two] = [
    { id: 'a', ...entry },
    { id: 'b', ...entry },
  ]
  const refused = {
    ...two,
    refused: { kind: 'refused', code: 'explicit', words: '', seconds: 0, requestId: '', instead: null },
  } as const
  expect(lostWords([])).not.toMatch(/tap|kept/)
  expect(lostWords([one, refused])).toMatch(/One tap waits on this page, as long as it stays open/)
  expect(lostWords([one, two])).toMatch(/2 taps wait on this page, as long as it stays open/)
})

test('lengths and codes read as on the display', () => {
  expect([minutes(225_000), minutes(59_600), minutes(3_600_000)]).toEqual(['3:45', '1:00', '60:00'])
  expect(cleanCode('48 27 9', false)).toBe('4827')
})

test('a line of the DJ is news once, and not when it is taken away', () => {
  const told = request({ answer: 'Maybe later' })
  expect(newsBetween([request({})], [told])?.words).toBe('DJ: Maybe later')
  expect(newsBetween([told], [told])).toBeNull()
  expect(newsBetween([told], [request({})])).toBeNull()
})
