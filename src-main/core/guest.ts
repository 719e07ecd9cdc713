/** What an offensive name is replaced by, and who is not known any more is called. */
export const namelessGuest = 'A guest'

/** One device that joined one event. Times are epoch milliseconds. */
export type Guest = {
  /** SHA-256 of the guest's token, hex: the token itself is stored nowhere but on the phone. */
  readonly id: string
  readonly eventId: string
  readonly nickname: string
  readonly joinedAt: number
  readonly expiresAt: number
  /** SHA-256 of the random id that the phone's browser keeps, hex; `null` for one that keeps none. */
  readonly device: string | null
  /** Since when the DJ takes nothing more from them; `null`: not blocked. */
  readonly blockedAt: number | null
}
