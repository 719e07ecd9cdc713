import { endOf } from './playback-clock.ts'
import { type Book, type HandOver, type Memory, type Run, statusOf } from './player-memory.ts'
import type { SpotifyItem, SpotifyPlayback, SpotifyQueue } from './player-state.ts'
import { isSong, isSongOrRelease } from './same-song.ts'

/** Readings lag, and positions are rounded: times this close are one, in milliseconds. */
const tolerance = 2_500
/** Between the end of one song and the beginning of the next that follows it, milliseconds. */
const directly = 1_500
/** A song that stands still this near to its beginning or end has not been paused there by a person. */
const atEdge = 300

/** What is known once the player was read at `now`; `null`: no device is active. */
export function afterRead(memory: Memory, playback: SpotifyPlayback | null, book: Book, now: number): Memory {
  const held = isHeld(memory, playback, book)
  const seen = { ...memory, playback, held, readAt: now, readBy: null }
  const status = statusOf(seen)
  const run = playback === null ? memory.run : runOf(memory, playback, book, status === 'ended')
  const isSilent = status === 'nothing' || status === 'ended'
  const { silence, pausedAt } = memory
  const next: Memory = {
    ...seen,
    run,
    silence: isSilent ? { count: (silence?.count ?? 0) + 1, since: silence?.since ?? now } : null,
    pausedAt: status === 'paused' ? (pausedAt ?? now) : null,
    era: memory.era + (isOtherDevice(memory, playback) ? 1 : 0),
  }
  const pending = memory.handed.filter(({ song }) => song.requestId !== run?.owner)
  return { ...next, handed: pending.map((one) => waitOn(one, next, book, now)) }
}

function isOtherDevice({ playback: before, readAt }: Memory, playback: SpotifyPlayback | null): boolean {
  if (readAt === null || before === null) return false
  return playback === null || playback.device?.id !== before.device?.id
}

/** Silence after a pause stays wanted until something plays; so does one that was met when our song should be sounding. */
function isHeld(memory: Memory, playback: SpotifyPlayback | null, book: Book): boolean {
  const isUnread = memory.readAt === null && memory.wish === null
  if (playback === null) return memory.held || (isUnread && book.playing?.atSpotify === true)
  const begun = memory.handed.find(({ song }) => isSongOrRelease(playback.item, song))
  // One of ours that stands still at its beginning has just begun, unless there was time to hear all of it.
  const hasEnded = isAtEnd(playback) && (begun === undefined || mayBeOver(begun, playback))
  return !playback.playing && (memory.held || !hasEnded)
}

/** Since it was last seen to wait, it may have sounded to its end. */
export function mayBeOver({ seenAt }: HandOver, { at, item }: SpotifyPlayback): boolean {
  return item?.durationMs != null && at - seenAt >= item.durationMs - tolerance
}

/** It stands where a song that came to its end stands, instead of where a person paused it. */
export function isAtEnd({ item, positionMs }: SpotifyPlayback): boolean {
  if (item === null || positionMs <= atEdge) return true
  return item.durationMs !== null && item.durationMs - positionMs <= atEdge
}

function runOf(memory: Memory, playback: SpotifyPlayback, book: Book, hasEnded: boolean): Run {
  const { run } = memory
  const { at, item, positionMs, playing } = playback
  const beganAt = at - positionMs
  const looped = run !== null && isLooped(memory, playback)
  const stopped = statusOf(memory) === 'ended' && playing
  const owned = book.playing !== null && isSong(item, book.playing) ? book.playing.requestId : null
  if (run !== null && isSameItem(run.item, item) && !looped && !stopped) {
    const endsAt = playing ? endOf(playback) : hasEnded ? run.endsAt : null
    return { ...run, item, endsAt, owner: owned ?? run.owner }
  }
  return {
    number: (run?.number ?? 0) + 1,
    item,
    // A song that repeats itself stays who it was, unless it was handed over once more.
    owner: owned ?? (looped && !isHanded(memory, item) ? (run?.owner ?? null) : null),
    since: at,
    endsAt: playing ? endOf(playback) : null,
    natural: run?.endsAt != null && beganAt >= run.endsAt - tolerance,
    follows: run?.endsAt != null && Math.abs(beganAt - run.endsAt) < directly,
    looped,
    skipped: false,
  }
}

function isHanded({ handed }: Memory, item: SpotifyItem | null): boolean {
  return handed.some(({ song }) => isSongOrRelease(item, song))
}

function isLooped({ run, playback: before }: Memory, { at, positionMs, item, playing }: SpotifyPlayback) {
  if (!run || run.endsAt === null || !before?.playing || !playing) return false
  const hasGoneBack = isSameItem(run.item, item) && positionMs + tolerance < before.positionMs
  return hasGoneBack && Math.abs(at - positionMs - run.endsAt) < tolerance
}

function isSameItem(a: SpotifyItem | null, b: SpotifyItem | null): boolean {
  return a?.kind === b?.kind && a?.uri === b?.uri && a?.title === b?.title
}

function waitOn(one: HandOver, memory: Memory, book: Book, now: number): HandOver {
  const { run, playback } = memory
  const status = statusOf(memory)
  const sounds = status === 'playing' || status === 'paused' || status === 'advert'
  if (one.how === 'start')
    return isSongOrRelease(playback?.item ?? null, one.song)
      ? one
      : { ...one, looks: one.looks + 1, lookedAt: now, leftAt: one.leftAt ?? now }
  if (one.behind === null) {
    // It was handed over while our song was sounding: as long as that does, its turn has not come.
    const isBehindOurs = sounds && run !== null && run.owner !== null && run.owner === book.playing?.requestId
    const behind = run?.number ?? 0
    if (isBehindOurs) return { ...one, behind, era: memory.era, seenAt: now }
    return { ...one, behind, era: memory.era, seenAt: Number.NEGATIVE_INFINITY, leftAt: now }
  }
  if (sounds && run?.number === one.behind && one.leftAt === null) return { ...one, seenAt: now }
  return one.leftAt === null ? { ...one, leftAt: now, looks: 0, lookedAt: now } : one
}

/** What is known once Spotify's queue was read at `now`. */
export function afterQueue(memory: Memory, queue: SpotifyQueue, now: number): Memory {
  const isNews = !isSameItem(queue.playing, memory.run?.item ?? null)
  const handed = memory.handed.map((one) => {
    if (one.how === 'start') return one
    // About to be seen by a reading of the player.
    if (isNews && isSongOrRelease(queue.playing, one.song)) return { ...one, lookedAt: now }
    const place = queue.next.findIndex((item) => isSongOrRelease(item, one.song))
    const isNew = one.stage === 'there' || one.before === null || place < one.before
    if (place === -1 || !isNew) return { ...one, looks: one.looks + 1, lookedAt: now }
    return {
      ...one,
      stage: 'there' as const,
      behind: memory.run?.number ?? 0,
      era: memory.era,
      seenAt: now,
      leftAt: null,
      looks: 0,
      lookedAt: now,
    }
  })
  const isThere = handed.some(({ stage }) => stage === 'there')
  return {
    ...memory,
    queue: { at: now, is: queue },
    handed,
    readBy: isNews ? now : memory.readBy,
    refused: isThere ? { count: 0, until: 0 } : memory.refused,
  }
}
