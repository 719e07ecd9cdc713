/** One device that joined one event. Times are epoch milliseconds. */
export type Guest = {
  /** SHA-256 of the guest's token, hex: the token itself is stored nowhere but on the phone. */
  readonly id: string
  readonly eventId: string
  readonly nickname: string
  readonly joinedAt: number
  readonly expiresAt: number
}
