import { expect, test } from 'vitest'
import { searchWords } from './search-words.ts'

const link = 'https://open.spotify.com/track/11dFghVXANMlKmJXsNCbNl'

test.each([
  ['  dancing queen ', 'dancing queen'],
  [link, link],
  [`${link}?si=0123456789abcdef0123456789abcdef&utm_source=copy-link`, link],
  [`Listen to this song by somebody with a rather long name, it is the best there is: ${link}?si=1`, link],
  ['spotify:track:11dFghVXANMlKmJXsNCbNl', 'spotify:track:11dFghVXANMlKmJXsNCbNl'],
  ['what is this? a song', 'what is this? a song'],
  ['spotify', 'spotify'],
])('%j asks for %j', (typed, words) => {
  expect(searchWords(typed)).toBe(words)
})

test('never longer than may be asked', () => {
  expect(searchWords('a'.repeat(500))).toHaveLength(80)
})
