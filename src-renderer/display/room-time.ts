import { createContext } from 'react'

/** The time of the room: this computer's own, or what the DJ's says. */
export type RoomTime = {
  /** Epoch milliseconds. */
  readonly now: () => number
  /** Hours and minutes. */
  readonly format: (now: number) => string
}

/** What a browser is told with each view; `zone` is `null` where the DJ's computer has none. */
export type ToldTime = { readonly at: number; readonly zone: string | null }

const parts = { hour: '2-digit', minute: '2-digit' } as const

const ownTime: RoomTime = {
  now: () => Date.now(),
  format: (now) => new Intl.DateTimeFormat('en-GB', parts).format(now),
}

export const RoomTimeContext = createContext(ownTime)

/** Time as it was told last, going on by `clock`, in monotonic milliseconds; until then this computer's own. */
export function createToldTime(clock: () => number): RoomTime & { hear(time: ToldTime): void } {
  let told: { readonly at: number; readonly since: number } | null = null
  let zone: string | null = null
  let format = ownTime.format
  return {
    now: () => (told === null ? ownTime.now() : told.at + clock() - told.since),
    format: (now) => format(now),
    hear(time) {
      told = { at: time.at, since: clock() }
      // It comes with each view.
      if (time.zone === zone) return
      zone = time.zone
      format = formatIn(zone)
    },
  }
}

function formatIn(zone: string | null): RoomTime['format'] {
  if (zone === null) return ownTime.format
  try {
    const inZone = new Intl.DateTimeFormat('en-GB', { ...parts, timeZone: zone })
    return (now) => inZone.format(now)
  } catch {
    // An older browser does not know each zone by its name.
    return ownTime.format
  }
}
