/** How much text is kept of what a person types; lengths in graphemes unless named otherwise. */
export const textLimits = {
  nickname: 24,
  nicknameBytes: 96,
  /** A dedication, or the DJ's line to a guest. */
  note: 140,
  /** The title or the artist of a song that was typed. */
  song: 80,
} as const
