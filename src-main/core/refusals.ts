/** Why a command was not carried out. `detail` names the thing (a file, a port), never a secret. */
export type Refusal = {
  readonly code: RefusalCode
  readonly detail?: string
  /** Seconds until it makes sense to try again. */
  readonly retryAfter?: number
  /** Something near that can be done instead: the open request of the same song, or the clean version of it. */
  readonly alternative?:
    | { readonly requestId: string }
    | { readonly track: { readonly id: string; readonly title: string; readonly artist: string } }
}

type Wording = {
  /** The HTTP status on the guests' door: rules 403, throttles 429, conflicts 409. */
  readonly status: number
  /** One plain sentence: what happened and what to do. Shown as it is. */
  readonly words: string
  /** The same where `detail` belongs into the sentence; else it follows in brackets. */
  readonly named?: (detail: string) => string
}

export type RefusalCode = keyof typeof refusals

/** Every refusal there is, worded once; the server and all pages use these words. */
export const refusals = {
  // Anything from outside
  'bad-input': { status: 400, words: 'That could not be understood. Reload the page and try again.' },
  'not-found': { status: 404, words: 'That is not there any more.' },
  internal: { status: 500, words: 'Something went wrong on our side. Please try again.' },
  busy: { status: 503, words: 'A lot is going on right now. Trying again in a moment helps.' },
  'database-away': {
    status: 503,
    words: 'The console cannot reach its database right now. Nothing is lost; try again in a moment.',
  },
  'wrong-host': {
    status: 421,
    words: 'This address does not lead here. Scan the code on the display again.',
  },
  'foreign-origin': { status: 403, words: 'Another web page tried to use this one, which is not allowed.' },
  'not-json': { status: 415, words: 'That came in a form that is not understood here. Reload the page.' },
  'too-large': { status: 413, words: 'That is too long. Shorten it and try again.' },
  'practise-offline': {
    status: 409,
    words: 'Guests may be in your night. Set it offline first, then practise.',
  },
  'port-taken': {
    status: 409,
    words: 'Other programs use these network ports. Quit them, or choose another by CUELINE_PORT.',
  },
  'host-unknown': {
    status: 400,
    words: 'This computer does not have that network address. Check CUELINE_HOST, or leave it out.',
  },
  // Guests at the door
  'not-joined': { status: 401, words: 'Join first: scan the code on the display or type the PIN.' },
  'wrong-pin': { status: 403, words: 'That PIN is not right. Look at the display and type it again.' },
  'slow-down': { status: 429, words: 'That was a lot at once. Wait a moment, then try again.' },
  'code-required': {
    status: 403,
    words: 'Tonight the long code on the display is needed instead of the PIN.',
  },
  'event-offline': { status: 403, words: 'The DJ is not taking guests right now. Try again later.' },
  blocked: {
    status: 403,
    words: 'The DJ is not taking requests from this phone. You can still see what plays, or talk to the DJ.',
  },
  'too-many-names': {
    status: 403,
    words:
      'This phone has joined under many names tonight, so another one has to wait for the next night. Ask the DJ if that is wrong.',
  },
  'bad-nickname': { status: 400, words: 'Please type a name of up to 24 letters.' },
  // Requests
  'not-live': { status: 403, words: 'Requests open soon. You can already look for your song.' },
  'requests-off': { status: 403, words: 'Requests are closed tonight.' },
  'requests-paused': { status: 403, words: 'The DJ has paused requests for a moment. Try again soon.' },
  'not-playable': {
    status: 403,
    words: 'Spotify does not play that song here. Choose another version of it.',
  },
  'unknown-track': { status: 404, words: 'That song is not in the list any more. Search for it again.' },
  'already-asked': { status: 409, words: 'Someone has already asked for this song. Add your +1 to it.' },
  'id-taken': {
    status: 409,
    words: 'This request was already sent with another song. Ask for the new one again.',
  },
  'played-recently': {
    status: 403,
    words: 'That song played a short while ago. Ask for it again later, or choose another one.',
  },
  'taken-back': { status: 409, words: 'You took this request back. Ask anew if you want it after all.' },
  // The DJ's rules of the night
  'rule-track': { status: 403, words: 'The DJ does not play that song tonight. Would another one do?' },
  'rule-artist': {
    status: 403,
    words: 'The DJ does not play that artist tonight. Would somebody else do?',
    named: (artist) => `The DJ does not play ${artist} tonight. Would somebody else do?`,
  },
  'rule-genre': {
    status: 403,
    words: 'The DJ does not play that kind of music tonight. Would another song do?',
    named: (genre) => `The DJ does not play ${genre} tonight. Would another song do?`,
  },
  'rule-word': {
    status: 403,
    words: 'The DJ does not play that kind of version tonight. Would another one do?',
    named: (songs) => `The DJ does not play ${songs} tonight. Would another one do?`,
  },
  'rule-years': {
    status: 403,
    words: 'The DJ does not play songs of that time tonight. Would another one do?',
    named: (songs) => `The DJ does not play ${songs} tonight. Would another one do?`,
  },
  'rule-length': {
    status: 403,
    words: 'That song is longer than the DJ can play tonight. Is there a shorter version?',
    named: (longest) => `The DJ plays no songs longer than ${longest} tonight. Is there a shorter version?`,
  },
  'rule-artist-pause': {
    status: 403,
    words: 'That artist played a short while ago. Ask again later, or choose somebody else.',
    named: (wait) => `That artist played a short while ago. Ask again in ${wait}, or choose somebody else.`,
  },
  'rule-guest-pause': {
    status: 403,
    words: 'So that everybody gets a turn, your next song has to wait a little.',
    named: (wait) => `So that everybody gets a turn, you can ask for your next song in ${wait}.`,
  },
  explicit: { status: 403, words: 'The DJ is not taking explicit songs tonight. Is there a clean version?' },
  'limit-reached': { status: 429, words: 'You have reached tonight’s number of requests. Enjoy the music!' },
  'not-yours': { status: 403, words: 'Only who asked for a song can take it back.' },
  'too-late': { status: 409, words: 'The DJ has already decided about this song.' },
  // The DJ's console
  'signed-out': { status: 401, words: 'Sign in first.' },
  'wrong-password': { status: 403, words: 'Name or password is not right.' },
  'account-disabled': {
    status: 403,
    words: 'This account is closed. Ask who looks after the accounts of this database.',
  },
  'session-elsewhere': {
    status: 401,
    words:
      'This account is signed in on another computer now. The night goes on; sign in again to work here.',
  },
  'not-superadmin': { status: 403, words: 'Only a superadmin may do that.' },
  'last-superadmin': {
    status: 409,
    words: 'This is the only superadmin. Make somebody else one first.',
  },
  'wrong-code': {
    status: 403,
    words: 'That code is not right, was used already or is older than an hour. Check it or get a new one.',
  },
  'email-taken': { status: 409, words: 'Another account has this e-mail address. Choose another.' },
  'no-email': { status: 409, words: 'This account has no e-mail address yet. Give it one first.' },
  'mail-off': {
    status: 409,
    words: 'No e-mail server is set up on this computer. Use a recovery code instead.',
  },
  'mail-failed': {
    status: 502,
    words: 'The e-mail server did not take it. Check its address, port, name and password.',
  },
  'common-password': {
    status: 400,
    words: 'Many people use that password, so it is the first to be guessed. Choose another.',
  },
  'account-exists': { status: 409, words: 'This database has an account already. Sign in with it.' },
  'username-taken': { status: 409, words: 'That name is taken. Choose another.' },
  'weak-password': {
    status: 400,
    words: 'Choose a password of at least 8 characters and at most 72 bytes that is not your name.',
  },
  'no-event': { status: 409, words: 'Open or create a night first.' },
  'event-ended': { status: 409, words: 'This night has ended. Reopen it first.' },
  'night-running': {
    status: 409,
    words: 'This night is running. End it or take it offline before you archive it.',
  },
  stale: {
    status: 409,
    words:
      'Someone else changed this in the meantime. Here is the present state; do it again if you still want to.',
  },
  'bad-notice': { status: 400, words: 'Please type a line of up to 140 letters.' },
  'too-many-notices': {
    status: 409,
    words: 'Five notices are on air already. Remove one of them first.',
  },
  'undo-over': { status: 409, words: 'It is too late to take that back.' },
  'not-in-queue': { status: 409, words: 'That song is not up next any more.' },
  'left-to-dj': {
    status: 409,
    words: 'That song cannot be played here. Play it on your decks, or skip it.',
    named: (detail) => `${detail}. Play it on your decks, or skip it.`,
  },
  'pin-taken': { status: 409, words: 'Another open night uses this PIN. Choose another.' },
  'bad-pin': { status: 400, words: 'A PIN has exactly four digits.' },
  // The network
  'wifi-name': {
    status: 400,
    words: 'The name of a wifi has 1 to 32 characters. Type it as phones show it.',
  },
  'wifi-password': {
    status: 400,
    words:
      'No wifi takes that password: WPA wants 8 to 63 plain letters, digits or signs, WEP 5 or 13. Check it.',
  },
  'no-address': {
    status: 409,
    words: 'This computer is in no network yet, so there is no address to print. Join the wifi first.',
  },
  'sheet-failed': {
    status: 500,
    words: 'The sheet could not be saved. Choose another folder, or close the file if it is open.',
  },
  'file-failed': {
    status: 500,
    words: 'The file could not be saved. Choose another folder, or close the file if it is open.',
  },
  // The catalogue
  'catalogue-missing': {
    status: 404,
    words: 'That folder or file is not there. Plug in the drive or choose another.',
  },
  'catalogue-unreadable': {
    status: 403,
    words: 'Cueline may not read that. Change its permissions or choose another.',
  },
  'catalogue-unknown-kind': {
    status: 400,
    words:
      'That is not a music list that Cueline knows. Choose a folder, a CSV or TSV file with a header, or an M3U playlist.',
  },
  'catalogue-no-header': {
    status: 400,
    words: 'The first line needs column names, with at least “title” (or “track”, “song”, “name”).',
  },
  'catalogue-too-large': {
    status: 413,
    words: 'That file is too large to be a list of songs (over 512 MB). Choose a smaller one.',
  },
  // Spotify; why is the detail, a whole sentence.
  spotify: { status: 502, words: 'Spotify did not do that.', named: (sentence) => sentence },
  'catalogue-empty': { status: 400, words: 'No songs were found in there. Choose another folder or file.' },
} as const satisfies Record<string, Wording>

export function wordsFor({ code, detail }: Refusal): string {
  const { words, named }: Wording = refusals[code]
  if (detail === undefined) return words
  return named === undefined ? `${words} (${detail})` : named(detail)
}
