import type { DoubleClock } from './clock.ts'
import { spotifyId } from './spotify-id.ts'

export type DoublePlaylist = {
  readonly id: string
  readonly name: string
  readonly description: string | null
  readonly isPublic: boolean
  readonly items: readonly { readonly uri: string; readonly addedAt: number }[]
  /** Counts the changes. */
  readonly version: number
}

export type Playlists = ReturnType<typeof createPlaylists>

/** The playlists of the account. */
export function createPlaylists(clock: DoubleClock) {
  const playlists = new Map<string, DoublePlaylist>()
  return {
    create(name: string, description: string | null, isPublic: boolean): DoublePlaylist {
      const id = spotifyId(`playlist ${playlists.size} ${name}`)
      const playlist = { id, name, description, isPublic, items: [], version: 1 }
      playlists.set(id, playlist)
      return playlist
    },
    /** Puts the uris before `position`, at the end without one; `null` when there is no such playlist. */
    add(id: string, uris: readonly string[], position?: number): DoublePlaylist | null {
      const playlist = playlists.get(id)
      if (!playlist) return null
      const items = uris.map((uri) => ({ uri, addedAt: clock.now() }))
      const at = position ?? playlist.items.length
      const changed = {
        ...playlist,
        items: [...playlist.items.slice(0, at), ...items, ...playlist.items.slice(at)],
        version: playlist.version + 1,
      }
      playlists.set(id, changed)
      return changed
    },
    get: (id: string) => playlists.get(id),
    list: (): readonly DoublePlaylist[] => [...playlists.values()],
  }
}
