/** What this computer itself can get in a night's way, judged. */

type Judged = { readonly state: 'ok' | 'attention' | 'down'; readonly words: string }

export type DiskFacts = {
  /** Bytes left; `null` where the system does not say. */
  readonly free: number | null
  /** A file could be written, and read back, in the folder of all state. */
  readonly writable: boolean
}

const gigabyte = 1_000_000_000
/** A night needs some megabytes; the rest is for the database's own work. Bytes. */
const fewBytes = 2 * gigabyte
const hardlyAny = gigabyte / 4

export function diskHealth({ free, writable }: DiskFacts): Judged {
  if (!writable) {
    return {
      state: 'down',
      words: 'Nothing can be written into Cueline’s folder. Make room, or allow writing there.',
    }
  }
  if (free === null || free >= fewBytes) return { state: 'ok', words: 'There is room on the disk.' }
  const left = free < gigabyte ? `${Math.floor(free / 1_000_000)} MB` : `${(free / gigabyte).toFixed(1)} GB`
  return free < hardlyAny
    ? {
        state: 'down',
        words: `The disk is full: ${left} left. Requests cannot be kept much longer. Make room.`,
      }
    : { state: 'attention', words: `The disk is nearly full: ${left} left. Make room before the night.` }
}

/** Before this app was made no clock is right. Epoch milliseconds. */
const earliest = Date.UTC(2025, 0, 1)
const minute = 60_000

/** `newest`: when the latest thing that is stored happened, by the database's clock. Epoch milliseconds. */
export function clockHealth(now: number, newest: number): Judged {
  if (now < earliest) {
    return {
      state: 'attention',
      words: `This computer’s clock says ${new Date(now).getFullYear()}. Times of the night will be wrong: set the clock.`,
    }
  }
  if (newest > now + 10 * minute) {
    return {
      state: 'attention',
      words:
        'This computer’s clock is behind what is stored already. Waiting times will be wrong: set the clock.',
    }
  }
  return { state: 'ok', words: 'This computer’s clock looks right.' }
}

/** So many guests, and no page of theirs is open: rather the network than all of them. */
const aCrowd = 5

/** Whether guests who joined still have a page of ours open somewhere. */
export function pagesHealth(isLive: boolean, guests: number, listening: number): Judged {
  if (isLive && guests >= aCrowd && listening === 0) {
    return {
      state: 'attention',
      words: `${guests} guests joined, and no phone is connected now. The wifi may be away: test it with your own phone.`,
    }
  }
  return {
    state: 'ok',
    words:
      listening === 0
        ? 'No phone has the page open now.'
        : listening === 1
          ? 'One phone has the page open now.'
          : `${listening} phones have the page open now.`,
  }
}
