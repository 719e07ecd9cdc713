/** Why the player did not do it, as an answer of the Web API says it. */
export type Refusal = {
  readonly status: 403 | 404
  readonly reason: string | null
  readonly message: string
}

export const refusals = {
  noActiveDevice: refusal(404, 'NO_ACTIVE_DEVICE', 'Player command failed: No active device found'),
  deviceNotFound: refusal(404, null, 'Device not found'),
  notControllable: refusal(403, 'DEVICE_NOT_CONTROLLABLE', 'Player command failed: Cannot control device'),
  restrictionViolated: refusal(403, 'UNKNOWN', 'Player command failed: Restriction violated'),
  noNext: refusal(403, 'NO_NEXT_TRACK', 'Player command failed: No next track'),
  noPrevious: refusal(403, 'NO_PREV_TRACK', 'Player command failed: No previous track'),
  notInAdvert: refusal(403, 'CONTEXT_DISALLOW', 'Player command failed: Not allowed in this context'),
  noVolume: refusal(403, 'VOLUME_CONTROL_DISALLOW', 'Player command failed: Cannot control device volume'),
  noContext: refusal(404, null, 'Context not found'),
} as const

function refusal(status: 403 | 404, reason: string | null, message: string): Refusal {
  return { status, reason, message }
}
