import type { PublicEvent } from '../../../src-main/contract/guest-api.ts'
import type { Entry } from './outbox.ts'
import type { FoundSong, MyRequest } from './read.ts'

export const noAnswer = 'No answer from the DJ’s laptop. Is this phone still in its wifi?'

/** Nothing was heard for so long that waiting alone may not help. Another address of the laptop is a page without these taps. */
export function lostWords(sending: readonly Entry[]): string {
  const left = sending.filter(({ refused }) => !refused).length
  const taps = left === 1 ? 'One tap waits' : `${left} taps wait`
  const kept = left ? ` ${taps} on this page, as long as it stays open.` : ''
  return `Still no answer. If you are in the DJ’s wifi, scan the code on the display again.${kept}`
}

/** How far a tap on its way has come. */
export function sendingWords({ refused, tries }: Entry, ended = false): string {
  if (refused) return refused.words
  if (ended) return 'This did not get through before the night was over.'
  return tries ? 'Not through yet. It keeps trying by itself.' : 'Sending…'
}

/** Where a request stands, in a few words. */
export function standing({ status, playing, songsAway, mine, votes }: MyRequest): string {
  if (playing) return 'Playing now'
  if (status === 'played') return 'Played'
  if (status === 'rejected') return 'Not this time'
  if (status === 'pending')
    return mine ? 'Sent. You’ll see it here.' : `Your +1 counts: ${votes + 1} want this`
  if (songsAway === 1) return 'Up next!'
  return songsAway ? `Accepted: about ${songsAway} songs away` : 'Accepted'
}

/** How far along the four steps sent, accepted, next, playing; 0 when that is over. */
export function step({ status, playing, songsAway }: MyRequest): number {
  if (playing) return 4
  if (status === 'pending') return 1
  return status === 'approved' ? (songsAway === 1 ? 3 : 2) : 0
}

/** Why nothing can be asked for just now, most lasting reason first; or `''`. */
export function closedWords({ status, pages, requestsPaused, ended }: PublicEvent, blocked = false): string {
  if (ended) return 'That was the night. Thank you for the music you chose!'
  if (status === 'offline') return 'The DJ is not taking guests right now. Your songs stay here.'
  if (blocked)
    return 'The DJ takes no more requests from this phone. You still see what plays and what is next.'
  if (!pages.requests) {
    return pages.display
      ? 'No requests tonight. The screen shows what plays and what is next, and so does this page.'
      : 'Requests are closed tonight. Enjoy the music!'
  }
  if (status === 'standby') return 'Requests open soon. Look for your song already.'
  return requestsPaused ? 'The DJ has paused requests for a moment.' : ''
}

/** Why nobody can join just now. */
export function waitWords({ title, ended }: PublicEvent): string {
  if (ended) return 'This night is over. Thank you for coming!'
  if (!title) return 'No night is open here yet. This page waits and opens by itself.'
  return 'The DJ is not taking guests right now. This page waits and opens by itself.'
}

/** What a row in the results says about its song: who asked for it already, and how far that has come. */
export type Standing =
  | { readonly kind: 'free' }
  /** Spotify does not play it where the DJ is. */
  | { readonly kind: 'shut' }
  | { readonly kind: 'sending'; readonly entry: Entry }
  | { readonly kind: 'asked'; readonly words: string }
  | { readonly kind: 'plus'; readonly requestId: string; readonly people: number }

export function standingOf(song: FoundSong, mine: readonly MyRequest[], sending: readonly Entry[]): Standing {
  const open = ({ id, song: its, status }: MyRequest) =>
    (its.id === song.id || id === song.asked?.requestId) && (status === 'pending' || status === 'approved')
  const own = mine.find(open)
  if (own) return { kind: 'asked', words: standing(own) }
  const entry = sending.find(({ song: its }) => its.id === song.id)
  if (entry) return { kind: 'sending', entry }
  // What was mine when it was found and is not among my songs any more was taken back.
  if (!song.asked || song.asked.mine) return { kind: song.playable === false ? 'shut' : 'free' }
  return { kind: 'plus', requestId: song.asked.requestId, people: song.asked.votes + 1 }
}

export type News = { readonly words: string; readonly buzz: readonly number[] }

/** What happened to the guest's requests between two views; what was over before is no news. */
export function newsBetween(before: readonly MyRequest[], after: readonly MyRequest[]): News | null {
  for (const now of after) {
    const was = before.find(({ id }) => id === now.id)
    if (!was) continue
    if (now.playing && !was.playing) return { words: `Playing now: ${now.song.title}`, buzz: [200, 100, 200] }
    if (now.answer && now.answer !== was.answer) return { words: `DJ: ${now.answer}`, buzz: [120] }
    if (now.status === was.status) continue
    if (now.status === 'approved') return { words: `Accepted: ${now.song.title}`, buzz: [120] }
    if (now.status === 'rejected') return { words: `Not this time: ${now.song.title}`, buzz: [] }
  }
  return null
}

/** `225000` -> `3:45`. */
export function minutes(durationMs: number): string {
  const seconds = Math.round(durationMs / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** As Crockford's base 32 reads it; PINs keep digits only. */
export function cleanCode(typed: string, long: boolean): string {
  return long
    ? typed
        .toUpperCase()
        .replace(/O/g, '0')
        .replace(/[IL]/g, '1')
        .replace(/[^0-9A-Z]/g, '')
        .slice(0, 8)
    : typed.replace(/\D/g, '').slice(0, 4)
}
