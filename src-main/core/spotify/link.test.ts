import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSpotifyLink } from './link.ts'

const id = '11dFghVXANMlKmJXsNCbNl'
const track = { kind: 'track', id } as const

describe('readSpotifyLink', () => {
  it.each([
    `https://open.spotify.com/track/${id}`,
    `https://open.spotify.com/track/${id}?si=1a2b3c4d5e6f&utm_source=copy-link`,
    `https://open.spotify.com/intl-de/track/${id}?si=1a2b`,
    `https://open.spotify.com/intl-pt-BR/track/${id}/`,
    `https://open.spotify.com/embed/track/${id}?utm_source=generator`,
    `HTTP://Open.Spotify.com/track/${id}#top`,
    `open.spotify.com/track/${id}`,
    `https://play.spotify.com/track/${id}`,
    `spotify:track:${id}`,
    `spotify://track/${id}`,
    `  spotify:track:${id}\n`,
    `Listen to this (https://open.spotify.com/track/${id}).`,
    `Song by Somebody https://open.spotify.com/track/${id}?si=x and more`,
  ])('knows a song: %s', (text) => {
    expect(readSpotifyLink(text)).toEqual(track)
  })

  it.each([
    `https://open.spotify.com/album/${id}`,
    `https://open.spotify.com/playlist/${id}?si=1`,
    `spotify:user:somebody:playlist:${id}`,
    `spotify:local:Anna:Album:Song:200`,
    `https://open.spotify.com/track/${id}x`,
    `https://open.spotify.com/track/`,
    `https://open.spotify.com/track/${id}/more`,
  ])('knows what is no song: %s', (text) => {
    expect(readSpotifyLink(text)).toEqual({ kind: 'other' })
  })

  it.each(['https://spotify.link/AbCdEf123', 'spotify.app.link/xyz?_p=1'])(
    'knows a short link: %s',
    (text) => {
      expect(readSpotifyLink(text)).toEqual({ kind: 'short' })
    },
  )

  it.each([
    '',
    'spotify:',
    'just a song title',
    `https://open.spotify.com.evil.example/track/${id}`,
    `https://evil.example/open.spotify.com/track/${id}`,
    `https://open.spotify.com@evil.example/track/${id}`,
    `https://open-spotify.com/track/${id}`,
    'https://spotify.link/',
    'https://open.spotify.com/',
    id,
  ])('takes nothing else: %s', (text) => {
    expect(readSpotifyLink(text)).toBeNull()
  })

  it('finds any song in any sentence, and never answers an id that is none', () => {
    const base62 = fc.stringMatching(/^[0-9A-Za-z]{22}$/)
    const words = fc.array(
      fc.stringMatching(/^[^\s]{0,12}$/).filter((word) => !/spotify/i.test(word)),
      { maxLength: 5 },
    )
    fc.assert(
      fc.property(base62, words, words, (some, before, after) => {
        const text = [...before, `https://open.spotify.com/track/${some}?si=1`, ...after].join(' ')
        expect(readSpotifyLink(text)).toEqual({ kind: 'track', id: some })
      }),
    )
    const near = fc.array(
      fc.constantFrom('spotify', ':', '/', 'track', 'open.spotify.com', id, '?', '%', '#', ' ', 'x'),
    )
    fc.assert(
      fc.property(near, (parts) => {
        const link = readSpotifyLink(parts.join(''))
        if (link?.kind === 'track') expect(link.id).toMatch(/^[0-9A-Za-z]{22}$/)
      }),
    )
  })
})
