import { type Answer, apiError } from '../answer.ts'
import type { Report } from '../calls.ts'
import type { DoublePlaylist } from '../playlists.ts'
import { numberOf, pageJson, type Routes, type World } from './routes.ts'

const defaultLimit = 20

type NewPlaylist = { readonly name: string; readonly description?: string; readonly public?: boolean }
type NewItems = { readonly uris?: readonly string[]; readonly position?: number }

export function playlistRoutes({ account, playlists, library, apiUrl }: World): Routes {
  const notFound = apiError(404, 'Resource not found')
  const owner = () => ({
    external_urls: { spotify: `https://open.spotify.com/user/${account.id}` },
    href: `${apiUrl()}/users/${account.id}`,
    id: account.id,
    type: 'user',
    uri: `spotify:user:${account.id}`,
  })

  function itemsPage(playlist: DoublePlaylist, limit: number, offset: number) {
    const url = `${apiUrl()}/playlists/${playlist.id}/items`
    const page = pageJson(playlist.items, url, limit, offset)
    const items = page.items.map(({ uri, addedAt }) => ({
      added_at: new Date(addedAt).toISOString(),
      added_by: owner(),
      is_local: uri.startsWith('spotify:local:'),
      item: library.itemJson(uri),
    }))
    return { ...page, items }
  }

  function playlistJson(playlist: DoublePlaylist) {
    return {
      collaborative: false,
      description: playlist.description,
      external_urls: { spotify: `https://open.spotify.com/playlist/${playlist.id}` },
      followers: { href: null, total: 0 },
      href: `${apiUrl()}/playlists/${playlist.id}`,
      id: playlist.id,
      images: [],
      items: itemsPage(playlist, 100, 0),
      name: playlist.name,
      owner: { ...owner(), display_name: account.name },
      public: playlist.isPublic,
      snapshot_id: snapshotOf(playlist),
      type: 'playlist',
      uri: `spotify:playlist:${playlist.id}`,
    }
  }

  /** The scope for a public list or a private one; `null` when it was granted. */
  function lacksScope(isPublic: boolean, scopes: readonly string[], report: Report): Answer | null {
    const needed = isPublic ? 'playlist-modify-public' : 'playlist-modify-private'
    if (scopes.includes(needed)) return null
    report('wrong-scope', `needs ${needed}`)
    return apiError(403, 'Insufficient client scope')
  }

  return {
    'create-playlist': ({ body, scopes }, report) => {
      const { name, description = null, public: isPublic = true } = body as NewPlaylist
      return (
        lacksScope(isPublic, scopes, report) ?? {
          status: 201,
          json: playlistJson(playlists.create(name, description, isPublic)),
        }
      )
    },
    'get-playlist': ({ params }) => {
      const playlist = playlists.get(params.playlist_id ?? '')
      return playlist ? { status: 200, json: playlistJson(playlist) } : notFound
    },
    'get-playlists-items': ({ params, query }) => {
      const playlist = playlists.get(params.playlist_id ?? '')
      if (!playlist) return notFound
      const page = itemsPage(playlist, numberOf(query, 'limit', defaultLimit), numberOf(query, 'offset', 0))
      return { status: 200, json: page }
    },
    'add-items-to-playlist': ({ params, query, body, scopes }, report) => {
      const playlist = playlists.get(params.playlist_id ?? '')
      if (!playlist) return notFound
      const { position, uris = [] } = (body ?? {}) as NewItems
      const sent = query.get('uris')?.split(',') ?? uris
      const strange = sent.find((uri) => library.itemJson(uri) === null)
      if (strange !== undefined) return apiError(400, `Invalid track uri: ${strange}`)
      const refusal = lacksScope(playlist.isPublic, scopes, report)
      if (refusal) return refusal
      const at = query.has('position') ? numberOf(query, 'position', 0) : position
      const changed = playlists.add(playlist.id, sent, at)
      return changed ? { status: 201, json: { snapshot_id: snapshotOf(changed) } } : notFound
    },
  }
}

function snapshotOf(playlist: DoublePlaylist): string {
  return Buffer.from(`${playlist.version},${playlist.id}`).toString('base64')
}
