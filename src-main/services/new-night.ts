import type { CatalogueSource, EventConfig } from '../core/event.ts'
import type { RandomToken } from './ports.ts'

export type NewNight = {
  readonly title: string
  readonly catalogue: CatalogueSource | null
  /** An earlier night whose settings the new one begins with. */
  readonly from?: string | null
  /** Four digits; chosen by chance when left out. */
  readonly pin?: string | undefined
}

/** 16 random bytes: 128 bits. */
const bypassBytes = 16

/** The secret of a join link. */
export function newBypassToken(randomToken: RandomToken): string {
  return `bp_${randomToken(bypassBytes)}`
}

/** What a new night says itself; with `from` the rest is taken from there, never its title, secret or a pause. */
export function settingsOfNew(
  { title, catalogue, from = null }: NewNight,
  randomToken: RandomToken,
): { readonly config: Partial<EventConfig>; readonly from: string | null } {
  const own = {
    title,
    catalogue,
    requestsPaused: false,
    bypassToken: newBypassToken(randomToken),
    spotifyPlaylistId: null,
  }
  return { from, config: from === null ? { ...usual, ...own } : own }
}

const usual = {
  welcome: '',
  autoDeclineExplicit: false,
  autoApprove: false,
  maxRequestsPerGuest: 10,
  pages: { requests: true, display: true },
} satisfies Partial<EventConfig>
