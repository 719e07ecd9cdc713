import { expect, test } from 'vitest'
import { aFoundSong, approved, aRequest } from '../testing/builders.ts'
import { shortStanding } from './standing-words.ts'
import { standingsOf } from './standings.ts'

const now = 60 * 60_000
const halo = aFoundSong({ id: 'halo', title: 'Halo', artist: 'Beyoncé' })
const nothing = { requests: [], queue: [], nowPlaying: null }
const mias = { trackId: 'halo', nickname: 'Mia', voters: ['Jonas'] }

function said(asked: Partial<Parameters<typeof standingsOf>[1]>): string | null {
  const standing = standingsOf([aFoundSong(), halo], { ...nothing, ...asked }).get('halo')
  return standing ? shortStanding(standing.request, standing.place, now) : null
}

test.each([
  ['in the inbox', { requests: [aRequest(mias)] }, 'In the inbox · Mia, Jonas'],
  ['set aside', { requests: [aRequest({ ...mias, heldAt: 1 })] }, 'Set aside · Mia, Jonas'],
  ['up next', { queue: [approved(), approved(mias)] }, 'Number 2 up next · Mia, Jonas'],
  ['playing', { nowPlaying: approved({ ...mias, playing: true }) }, 'Plays now · Mia, Jonas'],
  [
    'played',
    { requests: [aRequest({ ...mias, status: 'played', playedAt: now - 12 * 60_000 })] },
    'Played 12 min ago · Mia, Jonas',
  ],
  [
    'declined',
    { requests: [aRequest({ ...mias, status: 'rejected', rejectedAt: now })] },
    'Declined just now · Mia, Jonas',
  ],
] as const)('a song that is %s says so, and who asked', (_, asked, words) => {
  expect(said(asked)).toBe(words)
})

test('what nobody asked for says nothing; another song of the same name is another', () => {
  expect(said({})).toBeNull()
  expect(said({ requests: [aRequest({ trackId: 'other', title: 'Halo', artist: 'Beyoncé' })] })).toBeNull()
})

test('what a guest typed is recognised by its name', () => {
  const typed = aRequest({ trackId: null, wish: true, title: 'halo', artist: 'Beyonce', nickname: 'Lea' })
  expect(said({ requests: [typed] })).toBe('In the inbox · Lea')
})

test('what waits counts before what is over, and of that the last', () => {
  const early = aRequest({ ...mias, status: 'played', playedAt: 0 })
  const late = aRequest({ ...mias, status: 'rejected', rejectedAt: now })
  expect(said({ requests: [early, late] })).toMatch(/^Declined/)
  expect(said({ requests: [late, aRequest(mias), early] })).toMatch(/^In the inbox/)
})
