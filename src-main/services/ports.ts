import type { MailServer } from '../contract/account-commands.ts'
import type { CatalogueSource } from '../core/event.ts'
import type { LanAddresses } from '../core/lan-address.ts'
import type { Letter } from '../core/mail.ts'
import type { Refusal } from '../core/refusals.ts'
import type { Result } from '../core/result.ts'
import type { Track, Wish } from '../core/track.ts'

/** Epoch milliseconds. */
export type Clock = () => number

/** `bytes` of cryptographic randomness, base64url. */
export type RandomToken = (bytes: number) => string

/** A whole number from 0 to `below` - 1, cryptographically random. */
export type RandomBelow = (below: number) => number

/** bcrypt, away from the main loop. */
export type Hasher = {
  hash(password: string): Promise<string>
  verify(password: string, hash: string): Promise<boolean>
  /** Whether `hash` was made with less work than `hash()` takes now. */
  isOutdated(hash: string): boolean
  /** Among the passwords that most people use, whatever the case. */
  isCommon(password: string): Promise<boolean>
  close(): Promise<void>
}

/** Who is signed in, as a token says it. */
export type SessionClaims = {
  readonly userId: string
  /** Equals the account's active session as long as it is this one. */
  readonly sid: string
  /** Epoch milliseconds, whole seconds. */
  readonly expiresAt: number
}

/** Signed tokens of this machine; `now` in epoch milliseconds. */
export type SessionTokens = {
  issue(claims: SessionClaims, now: number): Promise<string>
  /** `null` for what was not signed here, is meant for something else or has expired. */
  read(token: string, now: number): Promise<SessionClaims | null>
}

/** Somebody's SMTP server with its password, and what it was that failed: a few safe words, `null` when nothing. */
export type Mailer = {
  /** Connects and signs in, sends nothing. */
  check(server: MailServer, password: string): Promise<string | null>
  send(server: MailServer, password: string, to: string, letter: Letter): Promise<string | null>
}

/** Secrets of this machine's user. Every call may throw `KeychainMissing`; callers go on without. */
export type Keychain = {
  get(name: string): Promise<string | null>
  set(name: string, secret: string): Promise<void>
  remove(name: string): Promise<void>
  /** `stored`: survives a restart. `memory`: no keychain on this machine, kept for this run only. */
  kind(): 'stored' | 'memory'
  /** The system has not answered yet (it may be asking a person): that call would hold up the end of the process. */
  isWaiting(): boolean
}

export type Log = {
  info(message: string, facts?: object): void
  warn(message: string, facts?: object): void
  error(message: string, facts?: object): void
}

/** A file that was left out of the catalogue, and why in words. */
export type SkippedFile = { readonly path: string; readonly reason: string }

export type CatalogueState =
  | { readonly phase: 'none' }
  | {
      readonly phase: 'scanning'
      readonly source: CatalogueSource
      /** Songs ready to be searched by now. */
      readonly songs: number
      readonly filesDone: number
      /** `null` while the files are still being counted. */
      readonly filesTotal: number | null
      readonly skipped: readonly SkippedFile[]
    }
  | {
      readonly phase: 'ready'
      readonly source: CatalogueSource
      readonly songs: number
      readonly skippedCount: number
      /** The first hundred. */
      readonly skipped: readonly SkippedFile[]
      /** The scan was cancelled: what was read by then can be searched. */
      readonly partial: boolean
      /** Changes in the folder are picked up by themselves. */
      readonly watched: boolean
    }
  | { readonly phase: 'failed'; readonly source: CatalogueSource; readonly refusal: Refusal }

/** What guests can search. Scanning and searching run in workers; nothing here blocks main. */
export type Catalogue = {
  /** Looks at a source without loading it: there, readable, of a known kind. */
  check(source: CatalogueSource): Promise<Result<null>>
  /** Replaces the source (a cached index is served at once, then refreshed). `null`: guests type freely. */
  open(source: CatalogueSource | null): Promise<void>
  rescan(): Promise<void>
  /** Stops a running scan; what was read by then stays searchable. */
  cancel(): Promise<void>
  state(): CatalogueState
  /** Calls on every change of state, at most five times a second; returns its undo. */
  onChange(listener: (state: CatalogueState) => void): () => void
  /** Best match first, at most `limit` (20). Throws `CatalogueAway` until the first songs can be searched. */
  search(query: string, limit: number): Promise<readonly Track[]>
  /** `null` when it is not there; throws `CatalogueAway` where a song that is still to be read may be it. */
  byId(id: string): Promise<Track | null>
  /** A small JPEG or PNG of at most 300 px, or `null`. */
  artwork(id: string): Promise<{ readonly type: string; readonly body: Buffer } | null>
  close(): Promise<void>
}

export type Lan = {
  addresses(): LanAddresses
  /** Calls when the addresses or their order changed (polled every 5 s); returns its undo. */
  onChange(listener: () => void): () => void
  close(): void
}

/** A name on the local network (`cueline.local`) that leads to this machine, beside its address. */
export type LocalName = {
  /** Announces the name for this address; `null`: takes it back. Never throws. */
  announce(address: string | null): void
  /** The name once it is announced and nobody else's; `null` before, and where it can't be. */
  name(): string | null
  /** Calls when the name came, went or became another; returns its undo. */
  onChange(listener: () => void): () => void
  close(): Promise<void>
}

/** JSON that this machine keeps in a file. */
export type SettingsFile = {
  read(): Promise<unknown>
  write(value: unknown): Promise<void>
}

/** What a guest's phone does, over the network. Each call rejects in words that a person can read. */
export type TrialPhone = {
  /** Opens the page; answers which night is behind it. */
  open(): Promise<string | null>
  join(secret: string, nickname: string): Promise<void>
  search(query: string): Promise<readonly { readonly id: string; readonly title: string }[]>
  /** Answers the request's id. */
  ask(song: { readonly trackId: string } | { readonly wish: Wish }): Promise<string>
  /** The line by which a phone is told of its requests; `hears` resolves when it was told of that one. */
  listen(): Promise<{ hears(requestId: string): Promise<void>; close(): void }>
}
