import type { Operation } from '../description/description.ts'

const uriPattern = /^spotify:(track|episode):[0-9A-Za-z]{22}$/
const mostItems = 100

/** What only the words of the description say, checked as its types are. */
export function wordedComplaints(
  { id }: Operation,
  query: URLSearchParams,
  body: unknown,
): readonly string[] {
  const complaints: string[] = []
  const between = (name: string, most: number) => {
    const text = query.get(name)
    if (text !== null && (Number(text) < 0 || Number(text) > most)) complaints.push(`${name} is out of range`)
  }
  between('position_ms', Number.MAX_SAFE_INTEGER)
  between('volume_percent', 100)
  const uri = query.get('uri')
  if (uri !== null && !uriPattern.test(uri)) complaints.push('uri is not that of a track or an episode')
  const uris = urisOf(query, body)
  if (uris.length > mostItems) complaints.push(`uris: must be <= ${mostItems}`)
  if (id === 'add-items-to-playlist' && uris.length === 0) complaints.push('uris is missing')
  if (uris.some((uri) => !uriPattern.test(uri)))
    complaints.push('uris holds something else than tracks and episodes')
  return complaints
}

function urisOf(query: URLSearchParams, body: unknown): readonly string[] {
  const text = query.get('uris')
  if (text !== null) return text.split(',')
  if (typeof body !== 'object' || body === null || !('uris' in body) || !Array.isArray(body.uris)) return []
  return body.uris.map(String)
}
