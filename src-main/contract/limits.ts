/** Limits on what may come in. Lengths in UTF-16 code units unless named otherwise. */
export const limits = {
  /** Raw nickname as typed; `core/clean-text.ts` then cuts it to 24 graphemes and 96 bytes. */
  nicknameInput: 200,
  /** A SHA-256 in hex. */
  guestId: 64,
  noteInput: 600,
  wishInput: 200,
  noticeInput: 600,
  query: 80,
  /** Requests that one decision is about. */
  bulk: 10_000,
  title: 120,
  welcome: 300,
  rejectReason: 200,
  path: 4096,
  username: 40,
  /** bcrypt reads 72 bytes; longer ones are refused in words. */
  passwordInput: 400,
  email: 254,
  hostName: 253,
  /** A mailed code has 43 characters, a printed one 19. */
  secretCode: 100,
  /** What a monitor calls itself. */
  monitor: 200,
  /** What an output for sound calls itself. */
  outputName: 200,
  adapter: 200,
  /** 32 bytes; longer ones are refused in words. */
  wifiName: 100,
  wifiPassword: 100,
  tracksPerSearch: 20,
  /** The ids of about a hundred songs that a search has shown. */
  askedOf: 3_000,
  upNextShown: 5,
  /** Songs that the display may still have to announce. */
  justAccepted: 100,
  /** Spotify's own: no page begins behind it. */
  lastPage: 990,
  /** Spotify's ids of devices have 40 characters today. */
  deviceId: 200,
} as const
