/** Who plays the queue: the DJ's own decks, this computer from the DJ's own files, or Spotify. */
export const requestPlayers = ['hand', 'local', 'spotify'] as const
export type RequestPlayer = (typeof requestPlayers)[number]

/** Which songs of a night go on its playlist at Spotify. */
export const playlistChoices = ['off', 'approved', 'played'] as const
export type PlaylistChoice = (typeof playlistChoices)[number]

/** What the DJ can do in the console about a problem. */
export const wayOuts = ['connect', 'try-again', 'choose-device', 'wait', 'none'] as const
export type WayOut = (typeof wayOuts)[number]
