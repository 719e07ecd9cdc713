import type { ConsoleRequest } from '../../../src-main/contract/console-view.ts'
import { djName } from '../../../src-main/core/request.ts'
import { formatAge, formatNames } from '../../shared/format.ts'
import { whereItStands } from '../words.ts'

/** A whole sentence or two. `place` counts from 1; 0: it does not wait up next. */
export function standingWords(request: ConsoleRequest, place: number, now: number): string {
  const { status, playedAt, rejectedAt, rejectReason, createdAt } = request
  const who = whoAsked(request)
  switch (status) {
    case 'played':
      return `Played ${ago(playedAt ?? createdAt, now)}, asked for by ${who}.`
    case 'rejected':
      return `Declined ${ago(rejectedAt ?? createdAt, now)}${rejectReason ? ` (“${rejectReason}”)` : ''}, asked for by ${who}.`
    default:
      return `Asked for already by ${who}, ${ago(createdAt, now)}: it ${place > 0 ? `is number ${place} up next` : whereItStands(request)}.`
  }
}

/** The same in a few words, for a row. */
export function shortStanding(request: ConsoleRequest, place: number, now: number): string {
  return `${whereInShort(request, place, now)} · ${whoAsked(request)}`
}

function whereInShort(request: ConsoleRequest, place: number, now: number): string {
  const { status, playing, heldAt, playedAt, rejectedAt, createdAt } = request
  if (playing) return 'Plays now'
  switch (status) {
    case 'pending':
      return heldAt === null ? 'In the inbox' : 'Set aside'
    case 'approved':
      return `Number ${place} up next`
    case 'played':
      return `Played ${ago(playedAt ?? createdAt, now)}`
    case 'rejected':
      return `Declined ${ago(rejectedAt ?? createdAt, now)}`
  }
}

function whoAsked({ nickname, voters }: ConsoleRequest): string {
  return formatNames(nickname === djName || nickname === '' ? 'you' : nickname, voters)
}

function ago(time: number, now: number): string {
  const age = formatAge(time, now)
  return age === 'now' ? 'just now' : `${age} ago`
}
