/** Milliseconds in which a link is taken back: the ten seconds that are offered, and some for the way. */
export const undoMs = 15_000
