import { apiError } from '../answer.ts'
import { searchTracks } from '../catalogue/search.ts'
import { numberOf, pageJson, type Routes, type World } from './routes.ts'

const defaultLimit = 5
/** Nothing is found beyond this many results. */
const deepest = 1000

export function catalogueRoutes({ account, catalogue, library, apiUrl }: World): Routes {
  return {
    'get-current-users-profile': () => ({
      status: 200,
      json: {
        account_id: `account-${account.id}`,
        display_name: account.name,
        external_urls: { spotify: `https://open.spotify.com/user/${account.id}` },
        href: `${apiUrl()}/users/${account.id}`,
        id: account.id,
        images: [],
        type: 'user',
        uri: `spotify:user:${account.id}`,
      },
    }),
    'get-track': ({ params }) => {
      const track = catalogue.track(params.id ?? '')
      return track ? { status: 200, json: library.itemJson(track.uri) } : apiError(404, 'Resource not found')
    },
    search: ({ query }) => {
      const [limit, offset] = [numberOf(query, 'limit', defaultLimit), numberOf(query, 'offset', 0)]
      const q = query.get('q') ?? ''
      if (q.trim() === '') return apiError(400, 'No search query')
      const types = (query.get('type') ?? '').split(',')
      const found = searchTracks(catalogue, q).slice(0, deepest)
      const pages = types.map((type) => {
        const url = `${apiUrl()}/search?query=${encodeURIComponent(q)}&type=${type}`
        const page = pageJson(type === 'track' ? found : [], url, limit, offset)
        return [`${type}s`, { ...page, items: page.items.map(({ uri }) => library.itemJson(uri)) }]
      })
      return { status: 200, json: Object.fromEntries(pages) }
    },
  }
}
