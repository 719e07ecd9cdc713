import type { ConsoleRequest, EventSummary, NightView } from '../../../src-main/contract/console-view.ts'
import type { GuestTrack } from '../../../src-main/contract/guest-api.ts'
import type { EventReport } from '../../../src-main/contract/night-report.ts'
import type { SpotifyView } from '../../../src-main/contract/spotify-view.ts'
import { noRules } from '../../../src-main/core/event-rules.ts'

/** Views and requests for tests: say what matters, the rest is a usual night. */

/** The evening at which all tests take place, epoch milliseconds. */
export const evening = Date.UTC(2025, 10, 22, 20, 0, 0)

/** A uuid that is the same for the same number. */
export function idOf(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
}

let made = 0

export function aRequest(parts: Partial<ConsoleRequest> = {}): ConsoleRequest {
  made += 1
  return {
    id: idOf(made),
    version: 1,
    status: 'pending',
    playing: false,
    trackId: `track-${made}`,
    title: `Song ${made}`,
    artist: `Artist ${made}`,
    album: null,
    durationMs: 210_000,
    explicit: null,
    year: null,
    genre: null,
    bpm: null,
    key: null,
    artworkUrl: null,
    spotifyUrl: null,
    hasFile: false,
    wish: false,
    nickname: 'Mia',
    guestId: 'mia',
    blocked: false,
    voters: [],
    atDesk: [],
    note: null,
    rejectReason: null,
    answer: null,
    heldAt: null,
    rule: null,
    mustPlay: false,
    createdAt: evening - 60_000,
    approvedAt: null,
    startedAt: null,
    playedAt: null,
    rejectedAt: null,
    ...parts,
  }
}

/** A song of the DJ's music, as a search answers it. */
export function aFoundSong(parts: Partial<GuestTrack> = {}): GuestTrack {
  return {
    id: 'track-9',
    title: 'September',
    artist: 'Earth, Wind & Fire',
    album: null,
    durationMs: 215_000,
    explicit: null,
    artworkUrl: null,
    spotifyUrl: null,
    playable: true,
    ...parts,
  }
}

export function approved(parts: Partial<ConsoleRequest> = {}): ConsoleRequest {
  return aRequest({ status: 'approved', version: 2, approvedAt: evening - 30_000, ...parts })
}

export function many(
  count: number,
  build: (parts: Partial<ConsoleRequest>) => ConsoleRequest = aRequest,
): ConsoleRequest[] {
  return Array.from({ length: count }, () => build({}))
}

const fine = { state: 'ok', words: 'All is well.' } as const

const allFine: NightView['health'] = {
  database: fine,
  network: fine,
  music: fine,
  keychain: fine,
  spotify: null,
  display: fine,
  disk: fine,
  clock: fine,
  pages: fine,
}

export function anAccount(change: Partial<NightView['user']> = {}): NightView['user'] {
  return {
    id: idOf(900),
    username: 'anna',
    claimed: true,
    role: 'superadmin',
    email: null,
    emailVerified: false,
    recoveryCodes: 0,
    ...change,
  }
}

/** Spotify as who never connected it has it. */
export function aSpotify(change: Partial<SpotifyView> = {}): SpotifyView {
  return {
    clientId: null,
    connection: { state: 'off' },
    signInProblem: null,
    problem: null,
    searched: true,
    player: 'hand',
    playback: null,
    devices: [],
    asked: null,
    handedOver: null,
    waitsFor: null,
    passedOver: [],
    playlist: { which: 'off', link: null, problem: null },
    ...change,
  }
}

/** Spotify connected and playing the queue. */
export function aSpotifyPlaying(change: Partial<SpotifyView> = {}): SpotifyView {
  return aSpotify({
    clientId: '0123456789abcdef0123456789abcdef',
    connection: aConnection(),
    player: 'spotify',
    playback: aPlayback(),
    devices: [aDevice({ active: true, chosen: true })],
    ...change,
  })
}

type Connection = Extract<SpotifyView['connection'], { state: 'connected' }>

export function aConnection(change: Partial<Connection> = {}): Connection {
  return {
    state: 'connected',
    account: 'Anna',
    granted: ['See what plays', 'Start, pause and skip'],
    missing: [],
    since: Date.UTC(2025, 8, 1),
    endsAt: Date.UTC(2026, 2, 1),
    endingSoon: false,
    ...change,
  }
}

export function aPlayback(
  change: Partial<NonNullable<SpotifyView['playback']>> = {},
): NonNullable<SpotifyView['playback']> {
  return {
    item: {
      kind: 'track',
      title: 'Halo',
      artist: 'Beyoncé',
      durationMs: 210_000,
      link: 'https://open.spotify.com/track/4JehYebiI9JE8sR8MisGVb',
    },
    requestId: null,
    playing: true,
    positionMs: 60_000,
    at: Date.now(),
    device: 'Kitchen speaker',
    volume: 70,
    ...change,
  }
}

export function aDevice(
  change: Partial<SpotifyView['devices'][number]> = {},
): SpotifyView['devices'][number] {
  return {
    id: 'kitchen',
    name: 'Kitchen speaker',
    type: 'Speaker',
    active: false,
    restricted: false,
    chosen: false,
    ...change,
  }
}

export type NightParts = Partial<Omit<NightView, 'phase' | 'event' | 'lan' | 'spotify' | 'player'>> & {
  readonly player?: Partial<NightView['player']>
  readonly spotify?: Partial<SpotifyView>
  readonly lan?: Partial<NightView['lan']>
  readonly event?: Partial<NightView['event']>
}

export function aNight({ event, lan, spotify, player, ...parts }: NightParts = {}): NightView {
  return {
    phase: 'night',
    user: anAccount(),
    event: {
      id: idOf(901),
      version: 7,
      title: 'Anna & Tom’s wedding',
      purpose: 'night',
      welcome: '',
      status: 'live',
      pin: '4827',
      pages: { requests: true, display: true },
      requestsPaused: false,
      rules: noRules,
      displayMood: 'night',
      displayMotion: true,
      coverColours: false,
      hiddenWords: [],
      hideSlurs: true,
      fairOrder: false,
      mustPlay: [],
      autoApprove: false,
      autoDeclineExplicit: false,
      maxRequestsPerGuest: 10,
      repeatAfterMinutes: 60,
      guestDataDays: 30,
      catalogue: { kind: 'folder', path: '/home/anna/Music' },
      ...event,
    },
    requests: [],
    queue: [],
    nowPlaying: null,
    elapsedMs: 0,
    guests: 0,
    mustPlay: [],
    notices: [],
    door: { guessing: false, code: null },
    catalogue: {
      phase: 'ready',
      source: { kind: 'folder', path: '/home/anna/Music' },
      songs: 12_345,
      skippedCount: 0,
      skipped: [],
      partial: false,
      watched: true,
    },
    lan: {
      url: 'http://192.168.1.20:4747',
      joinUrl: 'http://192.168.1.20:4747/#bp_example',
      nameUrl: null,
      port: 4747,
      closed: false,
      addresses: [{ adapter: 'Wi-Fi', address: '192.168.1.20', kind: 'wireless', routed: true }],
      inUse: '192.168.1.20',
      chosen: null,
      chosenMissing: false,
      change: null,
      wifi: null,
      selfTest: null,
      ...lan,
    },
    health: allFine,
    spotify: aSpotify(spotify),
    readiness: null,
    player: {
      head: null,
      next: null,
      waits: null,
      halted: null,
      failed: null,
      left: [],
      volume: 100,
      muted: false,
      room: null,
      ears: null,
      ...player,
    },
    practice: null,
    displayOpen: false,
    displayLink: null,
    displayBlank: false,
    ...parts,
  }
}

/** One line of the list of nights. */
export function aSummary(parts: Partial<EventSummary> = {}): EventSummary {
  made += 1
  return {
    id: idOf(made),
    version: 3,
    title: `Night ${made}`,
    status: 'offline',
    pin: '5183',
    createdAt: evening - 86_400_000,
    endedAt: null,
    archivedAt: null,
    ...parts,
  }
}

/** A night of 42 requests, of which 30 were played. */
export function aReport(parts: Partial<EventReport> = {}): EventReport {
  return {
    event: aSummary({ title: 'School party' }),
    at: evening,
    fileName: 'School party',
    requests: 42,
    counts: { pending: 2, approved: 1, rejected: 9, played: 30 },
    takenBack: 3,
    own: 4,
    imported: 0,
    votes: 17,
    guests: { joined: 25, asking: 12 },
    guestsForgottenAt: null,
    waits: { decided: 38, median: 42_000, most: 240_000 },
    busy: {
      unit: 'hour',
      bars: [
        { at: '2025-11-22T21', requests: 9 },
        { at: '2025-11-22T22', requests: 0 },
        { at: '2025-11-22T23', requests: 33 },
      ],
    },
    topSongs: [{ title: 'Halo', artist: 'Beyoncé', times: 12 }],
    topArtists: [{ artist: 'Beyoncé', times: 15 }],
    played: [
      { id: '1', title: 'Halo', artist: 'Beyoncé', nickname: 'Mia', at: evening },
      { id: '2', title: 'Levels', artist: 'Avicii', nickname: 'A guest', at: null },
    ],
    ...parts,
  }
}
