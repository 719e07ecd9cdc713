import type { Answer } from '../answer.ts'
import type { Report } from '../calls.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'
import type { Library } from '../catalogue/library.ts'
import type { Player } from '../player/player.ts'
import type { Playlists } from '../playlists.ts'

/** A call that the description allows, taken apart. */
export type ApiCall = {
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** Checked against the description. */
  readonly body: unknown
  readonly scopes: readonly string[]
}

/** By `operationId` of the description. */
export type Routes = Readonly<Record<string, (call: ApiCall, report: Report) => Answer>>

export type Account = { readonly id: string; readonly name: string | null }

export type World = {
  readonly account: Account
  readonly catalogue: Catalogue
  readonly library: Library
  readonly player: Player
  readonly playlists: Playlists
  readonly apiUrl: () => string
  /** Answers commands with 200 and a random text, as Spotify does at times. */
  readonly chatty: () => boolean
}

/** A number of the query; `otherwise` where it isn't sent. */
export function numberOf(query: URLSearchParams, name: string, otherwise: number): number {
  const text = query.get(name)
  return text === null ? otherwise : Number(text)
}

/** One page of a list as Spotify frames it. `url` is the call without paging. */
export function pageJson<T>(items: readonly T[], url: string, limit: number, offset: number) {
  const at = (start: number) => `${url}${url.includes('?') ? '&' : '?'}offset=${start}&limit=${limit}`
  return {
    href: at(offset),
    items: items.slice(offset, offset + limit),
    limit,
    next: offset + limit < items.length ? at(offset + limit) : null,
    offset,
    previous: offset > 0 ? at(Math.max(0, offset - limit)) : null,
    total: items.length,
  }
}
