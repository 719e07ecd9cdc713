import { expect, test } from 'vitest'
import { type Asked, isAnswered } from './asked.ts'
import type { SpotifyPlayback } from './player-state.ts'

const reading: SpotifyPlayback = {
  at: 2_000,
  device: {
    id: 'booth',
    name: 'Booth',
    type: 'Computer',
    isActive: true,
    isRestricted: false,
    supportsVolume: true,
    volume: 40,
  },
  playing: true,
  item: null,
  positionMs: 61_000,
}

test.each<readonly [string, Asked, Partial<SpotifyPlayback> | null, boolean]>([
  ['play', { what: 'play', at: 1_000 }, {}, true],
  ['play, still paused', { what: 'play', at: 1_000 }, { playing: false }, false],
  ['pause', { what: 'pause', at: 1_000 }, { playing: false }, true],
  ['pause, still playing', { what: 'pause', at: 1_000 }, {}, false],
  ['pause, nothing active', { what: 'pause', at: 1_000 }, null, true],
  ['a reading of before it', { what: 'pause', at: 1_900 }, { playing: false }, false],
  ['seek', { what: 'seek', positionMs: 60_000, at: 1_000 }, {}, true],
  ['seek, still elsewhere', { what: 'seek', positionMs: 10_000, at: 1_000 }, {}, false],
  ['volume', { what: 'volume', percent: 40, at: 1_000 }, {}, true],
  ['volume, not yet', { what: 'volume', percent: 80, at: 1_000 }, {}, false],
  ['device', { what: 'device', deviceId: 'booth', at: 1_000 }, {}, true],
  ['device, not yet', { what: 'device', deviceId: 'phone', at: 1_000 }, {}, false],
  ['next', { what: 'next', at: 1_000 }, {}, true],
  ['what never happened', { what: 'device', deviceId: 'phone', at: -9_000 }, {}, true],
])('%s', (_, asked, change, answered) => {
  expect(isAnswered(asked, change && { ...reading, ...change }, 2_000)).toBe(answered)
})
