import { expect, test } from 'vitest'
import { fateOf } from './fate.ts'
import { type HandOver, type Memory, newHandOver, newMemory } from './player-memory.ts'
import type { SpotifyPlayback } from './player-state.ts'

const second = 1_000
const song = { requestId: 'a', uri: 'spotify:track:a', title: 'A', artist: 'ABBA' }
const item = {
  ...{ kind: 'track' as const, uri: 'spotify:track:own', askedUri: null, title: 'Own', artist: 'ABBA' },
  ...{ durationMs: 180 * second, artworkUrl: null, link: null },
}
const playback: SpotifyPlayback = { at: 0, device: null, playing: true, item, positionMs: 0 }
const run = {
  ...{ number: 1, item, owner: null, since: 0, endsAt: null },
  ...{ natural: true, follows: false, looped: false, skipped: false },
}

function fate(one: Partial<HandOver>, memory: Partial<Memory> = {}): string {
  const known = { ...newMemory([], 0), readAt: 0, playback, run, era: 0, ...memory }
  return fateOf({ ...newHandOver(song, 'queue', 0), behind: 1, ...one }, known).is
}

test.each<readonly [string, Partial<HandOver>, string]>([
  ['is looked for after a good answer', { stage: 'taken' }, 'look'],
  ['missed twice may still come', { stage: 'taken', looks: 2, lookedAt: 9 * second }, 'look'],
  [
    'missed three times in four seconds is absent',
    { stage: 'taken', looks: 3, lookedAt: 4 * second },
    'lost',
  ],
  [
    'without an answer takes longer to be absent',
    { stage: 'unknown', looks: 4, lookedAt: 8 * second },
    'look',
  ],
  ['without an answer is absent in the end', { stage: 'unknown', looks: 5, lookedAt: 9 * second }, 'lost'],
  [
    'whose turn came out of sight is left to the DJ',
    { stage: 'unknown', looks: 5, lookedAt: 60 * second, leftAt: 60 * second },
    'maybe-heard',
  ],
  ['waits where it was read', { stage: 'there' }, 'waiting'],
  ['missed once there is looked for again', { stage: 'there', leftAt: 1, looks: 1 }, 'look'],
])('a song that %s', (_, one, is) => {
  expect(fate(one)).toBe(is)
})

const left = { stage: 'there', leftAt: 1, looks: 2 } as const

test.each<readonly [string, Partial<Memory>, string]>([
  ['on the same device, was heard', { run: { ...run, number: 2 } }, 'heard'],
  ['right after the one before it, was left out', { run: { ...run, number: 2, follows: true } }, 'left-out'],
  ['on another device, went down with the first', { run: { ...run, number: 2 }, era: 1 }, 'lost'],
  ['or rather none, was lost', { playback: null }, 'lost'],
])('a song that is gone while another sounds, %s', (_, memory, is) => {
  expect(fate(left, memory)).toBe(is)
})
