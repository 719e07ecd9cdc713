import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js'

/**
 * On whose behalf a transaction runs; row-level security shows it nothing else.
 * `system`: accounts only (first run, sign-in). `dj`: all that is the DJ's. `guest`: one event, and only
 * the guest's own rows to change. `door`: one event, to store what its guests ask for.
 */
export type TenantContext =
  | { readonly role: 'system' }
  | { readonly role: 'dj'; readonly userId: string }
  | { readonly role: 'guest'; readonly userId: string; readonly eventId: string; readonly guestId: string }
  | DoorContext

/** What phones ask of one event is stored together, by `submitRequests`. */
export type DoorContext = { readonly role: 'door'; readonly userId: string; readonly eventId: string }

/** One transaction of one tenant. Useless once `withTenant` has returned: a late query throws. */
export type Tx = Pick<PostgresJsDatabase, 'select' | 'insert' | 'update' | 'delete' | 'execute' | '$count'>

/** The settings that the policies read, in the order of `settingNames`. */
export function settingsOf(context: TenantContext): readonly [string, string, string, string] {
  switch (context.role) {
    case 'system':
      return ['system', '', '', '']
    case 'dj':
      return ['dj', context.userId, '', '']
    case 'door':
      return ['door', context.userId, context.eventId, '']
    case 'guest':
      return ['guest', context.userId, context.eventId, context.guestId]
  }
}
