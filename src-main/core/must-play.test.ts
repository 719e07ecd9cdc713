import { describe, expect, test } from 'vitest'
import { aRequest, aTrack } from '../testing/builders.ts'
import { mustPlayIndex, mustPlayKey, mustPlayProgress, songsInLines } from './must-play.ts'

const listed = [
  { title: 'Perfect', artist: 'Ed Sheeran' },
  { title: 'Dancing Queen', artist: 'ABBA' },
  { title: 'Halo', artist: '' },
]

describe('which listed song is meant', () => {
  test.each([
    ['Perfect', 'Ed Sheeran', 0],
    ['Perfect (feat. Beyoncé)', 'Ed Sheeran', 0],
    ['PERFECT - Live at Wembley', 'Ed Sheeran & Andrea Bocelli', 0],
    ['Perfect', 'Fairground Attraction', -1],
    ['dancing queen', 'Abba', 1],
    ['Dancing in the Dark', 'ABBA', -1],
    ['Halo [2009 Remaster]', 'Beyoncé', 2],
    ['', '', -1],
  ])('%s by %s', (title, artist, at) => {
    expect(mustPlayIndex(listed, { title, artist })).toBe(at)
  })
})

test('a song is as far as the best of its requests; declined counts as not asked', () => {
  const song = (id: string, title: string, status: 'pending' | 'approved' | 'rejected' | 'played') =>
    aRequest({ id, status, track: aTrack(title, { artist: title === 'Perfect' ? 'Ed Sheeran' : 'ABBA' }) })
  const requests = [
    song('a', 'Perfect', 'rejected'),
    song('b', 'Dancing Queen', 'played'),
    song('c', 'Dancing Queen (Live)', 'pending'),
    { ...song('d', 'Halo', 'approved'), startedAt: 5 },
    song('e', 'Waterloo', 'played'),
  ]
  expect(mustPlayProgress(listed, requests)).toEqual([
    { state: 'open', requestId: null },
    { state: 'played', requestId: 'b' },
    { state: 'playing', requestId: 'd' },
  ])
  expect(mustPlayProgress([], requests)).toEqual([])
})

test('lists are read as people write them', () => {
  const text = [
    'Ed Sheeran - Perfect',
    '',
    '2. ABBA – Dancing Queen',
    '• Halo',
    'Stand by Me by Ben E. King',
    'Levels\tAvicii\t2011',
    '99 Luftballons',
  ].join('\r\n')
  expect(songsInLines(text)).toEqual([
    { title: 'Perfect', artist: 'Ed Sheeran' },
    { title: 'Dancing Queen', artist: 'ABBA' },
    { title: 'Halo', artist: '' },
    { title: 'Stand by Me', artist: 'Ben E. King' },
    { title: 'Levels', artist: 'Avicii' },
    { title: '99 Luftballons', artist: '' },
  ])
})

test('another spelling is the same song on the list', () => {
  expect(mustPlayKey({ title: 'Perfect (feat. Beyoncé)', artist: 'ed sheeran' })).toBe(
    mustPlayKey({ title: 'perfect', artist: 'Ed Sheeran' }),
  )
})
