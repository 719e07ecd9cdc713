import { expect, test } from 'vitest'
import { screenOf } from './screen.ts'
import { join, playing, room, song, view } from './testing/views.ts'

const closed = { pages: { requests: false, display: true } }
const hidden = { pages: { requests: true, display: false } }

test.each([
  ['no night is open', view(null, null), { kind: 'mark' }],
  ['the DJ turned the display off', view(room({ nowPlaying: playing('a') }, hidden)), { kind: 'quiet' }],
  ['offline', view(room({ upNext: [song('a')] }, { status: 'offline' }), null), { kind: 'offline' }],
  ['standby', view(room({}, { status: 'standby' })), { kind: 'welcome', asking: 'soon' }],
  ['live, nothing plays', view(room()), { kind: 'welcome', asking: 'open' }],
  [
    'live, nothing plays, paused',
    view(room({}, { requestsPaused: true })),
    { kind: 'welcome', asking: 'paused' },
  ],
  [
    'live, nothing plays, requests off',
    view(room({}, closed)),
    { kind: 'welcome', asking: 'closed', join: null },
  ],
  ['a song plays', view(room({ nowPlaying: playing('a') })), { kind: 'music', asking: 'open' }],
  ['songs wait', view(room({ upNext: [song('a')] })), { kind: 'music', asking: 'open' }],
  [
    'music goes on in standby',
    view(room({ nowPlaying: playing('a') }, { status: 'standby' })),
    { kind: 'music', asking: 'soon' },
  ],
  [
    'music with requests off',
    view(room({ nowPlaying: playing('a') }, closed)),
    { kind: 'music', join: null },
  ],
  ['nobody can reach us', view(room({ nowPlaying: playing('a') }), null), { kind: 'music', join: null }],
])('%s', (_, shown, expected) => expect(screenOf(shown)).toMatchObject(expected))

test('the address is shown as one types it', () => {
  expect(screenOf(view(room()))).toMatchObject({
    join: { address: '192.168.1.20:4747', joinUrl: join.joinUrl, pin: '4827', isCode: false },
  })
})
