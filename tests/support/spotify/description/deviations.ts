/** Where the double departs from the published description on purpose, as Spotify itself does, and why. */

/** Changes to the description before anything is checked against it; `at` names a component, `set` what is changed. */
type Patch = {
  readonly schema: string
  readonly why: string
  /** No longer required. */
  readonly optional?: readonly string[]
  /** May be null. */
  readonly nullable?: readonly string[]
}

export const patches: readonly Patch[] = [
  {
    schema: 'AlbumBase',
    why: 'Removed in Development Mode since February 2026, yet still required; a local file has no total.',
    optional: ['available_markets', 'total_tracks'],
  },
  {
    schema: 'AlbumBase',
    why: 'The album of a local file has a name and nothing else.',
    nullable: ['album_type', 'href', 'id', 'release_date', 'release_date_precision', 'uri'],
  },
  {
    schema: 'ShowBase',
    why: 'Removed in Development Mode since February 2026, yet still required.',
    optional: ['available_markets', 'publisher'],
  },
  {
    schema: 'SimplifiedArtistObject',
    why: 'The artist of a local file has a name and nothing else.',
    nullable: ['href', 'id', 'uri'],
  },
  { schema: 'TrackObject', why: 'A local file has neither id nor page.', nullable: ['href', 'id'] },
  {
    schema: 'CurrentlyPlayingContextObject',
    why: 'Its words say "can be null", its types do not.',
    nullable: ['context', 'item', 'progress_ms'],
  },
  {
    schema: 'CurrentlyPlayingObject',
    why: 'Its words say "can be null", its types do not.',
    nullable: ['context', 'item', 'progress_ms'],
  },
  {
    schema: 'QueueObject',
    why: 'Its words say "can be null", its types do not.',
    nullable: ['currently_playing'],
  },
  { schema: 'PrivateUserObject', why: 'Its words say "null if not available".', nullable: ['display_name'] },
]

/** The scopes an operation needs where the description names more than Spotify asks for: any one list is enough. */
export const scopes: Readonly<
  Record<string, { readonly why: string; readonly anyOf: readonly (readonly string[])[] }>
> = {
  'get-current-users-profile': {
    why: 'The scopes open fields; the call itself needs none.',
    anyOf: [[]],
  },
  'get-queue': {
    why: 'Both are named; the state scope alone is enough.',
    anyOf: [['user-read-playback-state'], ['user-read-currently-playing']],
  },
  'create-playlist': {
    why: 'A private list needs the private scope, a public one the public.',
    anyOf: [['playlist-modify-private'], ['playlist-modify-public']],
  },
  'add-items-to-playlist': {
    why: 'As for making one.',
    anyOf: [['playlist-modify-private'], ['playlist-modify-public']],
  },
}

/** What the description says nothing about and is therefore not checked against it. */
export const uncovered: readonly { readonly what: string; readonly why: string }[] = [
  { what: 'accounts', why: 'OAuth is not described: it follows RFC 6749 and 7636.' },
  {
    what: '400, 404, 5xx',
    why: 'No bodies are described; `reason` of the player neither (401, 403, 429 are checked).',
  },
  {
    what: '200 for a command',
    why: 'Spotify answers some commands with 200 and a random text instead of 204.',
  },
  { what: '403 as plain text', why: 'When the owner of the client id has no Premium.' },
]
