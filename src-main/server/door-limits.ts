/** What the guests' server bears before it protects itself. Sizes in bytes, times in milliseconds. */
export type DoorLimits = Readonly<Record<keyof typeof doorLimits, number>>

export const doorLimits = {
  body: 16 * 1024,
  headers: 8 * 1024,
  /** From the connection to the end of the headers; with the check, closed within 6 s. */
  headersTime: 5_000,
  /** To the end of the body; with the check, closed within 11 s. */
  bodyTime: 10_000,
  timeCheck: 500,
  /** Longer than `bodyTime`, which it includes, and shorter than `readerTime`. */
  handlerTime: 12_000,
  /** From the headers to the last byte that the reader took; closed within 15 s. */
  readerTime: 14_000,
  /** Without a call under way; with the check, closed within 15 s, whatever else was sent. */
  keepAlive: 14_000,
  connections: 4_000,
  /** Connections of one address that haven't joined; joined ones don't count, for an address may be 1,000 guests. */
  strangersPerAddress: 400,
  /** A connection younger than this may be a guest who is just about to join. */
  strangerGrace: 1_000,
  connectionsPerGuest: 16,
  /** On one connection. */
  callsAtOnce: 8,
  socketsPerGuest: 8,
  /** Browsers that show the display. */
  displays: 20,
  socketFrame: 4 * 1024,
  socketMessagesPerSecond: 20,
  socketBuffered: 256 * 1024,
  socketPing: 15_000,
  socketMissedPings: 2,
  socketClose: 2_000,
  /** Given to calls under way when the server closes. */
  closing: 1_000,
  /** Of one guest's phone: somebody who types quickly searches eight times a second. */
  guestCallsPerSecond: 40,
  /** Of one guest's phone: each search may show twenty. */
  coversPerSecond: 400,
  /** Of a phone that has not joined, by its cookie. */
  strangerCallsPerSecond: 40,
  /** Keeps strangers without a cookie behind one address from taking the whole machine. */
  addressCallsPerSecond: 2_000,
  /** Mean delay of the event loop over a second: a busy laptop stays far below. */
  stall: 500,
  /** What a caller is told to wait when we are overrun. Seconds. */
  retryAfter: 2,
} as const satisfies Record<string, number>
