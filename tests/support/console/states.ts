import type { NightView } from '../../../src-main/contract/console-view.ts'
import {
  aDevice,
  aFoundSong,
  aPlayback,
  aSpotifyPlaying,
  evening,
} from '../../../src-renderer/console/testing/builders.ts'
import { fullNight } from './full-night.ts'

/** What is seldom seen of the console, each in a night that is under way. */

const usual: NightView = {
  ...fullNight(6),
  displayLink: {
    here: 'http://127.0.0.1:4747/display#dl_a-long-secret-of-the-dj',
    lan: 'http://192.168.1.20:4747/display#dl_a-long-secret-of-the-dj',
    screens: 2,
  },
}

function night(change: Partial<NightView>, event: Partial<NightView['event']> = {}): NightView {
  return { ...usual, ...change, event: { ...usual.event, ...event } }
}

const song = usual.nowPlaying
if (song === null) throw new Error('nothing plays')
const sounding = { requestId: song.id, trackId: song.trackId ?? '', positionMs: 72_000, at: evening, jump: 1 }
const here: NightView['player'] = {
  ...usual.player,
  head: { ...sounding, playing: true },
  room: { id: 'mixer', name: 'USB mixer' },
  volume: 80,
}
const played = aSpotifyPlaying({ playback: aPlayback({ requestId: song.id, at: evening }) })
const worried = { state: 'attention', words: 'It answers slowly. Cueline tries again by itself.' } as const
const broken = { state: 'down', words: 'It does not answer. Requests are kept until it does.' } as const

export const states: Readonly<Record<string, NightView>> = {
  'own-files': night({ player: here, spotify: { ...usual.spotify, player: 'local' } }),
  'own-files-halted': night({
    player: {
      ...here,
      head: { ...sounding, playing: false },
      halted: 'USB mixer was unplugged, so the music waits. Connect it again, or choose another output.',
    },
    spotify: { ...usual.spotify, player: 'local' },
  }),
  'spotify-plays': night({
    spotify: { ...played, handedOver: usual.queue[0]?.id ?? null, devices: [aDevice({ active: true })] },
  }),
  practice: night(
    { practice: { pace: 'usual', guests: 12 } },
    { title: 'Practice night', purpose: 'practice' },
  ),
  'paused-and-guessed': night({ door: { guessing: true, code: '193048' } }, { requestsPaused: true }),
  'in-trouble': night(
    {
      health: { ...usual.health, database: broken, network: worried, pages: worried, spotify: worried },
      catalogue: {
        phase: 'scanning',
        source: { kind: 'folder', path: '/home/anna/Music' },
        songs: 4_120,
        filesDone: 4_300,
        filesTotal: 12_345,
        skippedCount: 3,
      },
    },
    { title: 'A night at the harbour with everybody from the old rowing club', fairOrder: true },
  ),
  offline: night({ requests: [], queue: [], nowPlaying: null }, { status: 'offline' }),
}

/** What main answers to the panels that count nothing. */
export const stateAnswers = {
  'catalogue.search': {
    tracks: [
      aFoundSong(),
      aFoundSong({
        id: 'track-10',
        title: 'September Song (A Very Long Version from the Big Hall)',
        explicit: true,
      }),
      aFoundSong({ id: 'track-11', title: 'September Morn', artist: 'Neil Diamond', playable: false }),
    ],
  },
  'notice.lines': { lines: ['The buffet is open', 'Last bus at 2:10 from the harbour'] },
  'shell.lookAtDisplay': {
    picture: null,
    choice: { kind: 'best' },
    monitors: [
      aMonitor({ label: 'Built-in', x: 0 }, { builtIn: true, console: true }),
      aMonitor({ label: 'BenQ TH685', x: 1920 }, { display: true, chosen: true }),
    ],
  },
}

function aMonitor(of: { readonly label: string; readonly x: number }, parts: object) {
  const monitor = { ...of, y: 0, width: 1920, height: 1080 }
  const size = { width: 1920, height: 1080 }
  return { monitor, size, builtIn: false, console: false, display: false, chosen: false, ...parts }
}
