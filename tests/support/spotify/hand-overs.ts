const reads = new Set(['/me/player', '/me/player/queue', '/me/player/currently-playing'])

type AskedCall = { readonly method: string; readonly path: string; readonly query: URLSearchParams }

/** Watches that no song is handed over a second time before anybody looked whether it had arrived. */
export function createHandOvers() {
  const unsure = new Set<string>()
  return {
    /** The uri that this call hands over blindly a second time, if it does. */
    begin({ method, path, query }: AskedCall): string | null {
      const uri = query.get('uri')
      if (method !== 'POST' || path !== '/me/player/queue' || uri === null) return null
      const again = unsure.has(uri)
      unsure.add(uri)
      return again ? uri : null
    },
    /** `status` is 0 for a call that was cut. A refusal means that nothing was added. */
    end({ method, path, query }: AskedCall, status: number): void {
      const refused = status >= 400 && status < 500
      if (method === 'POST' && path === '/me/player/queue' && refused) unsure.delete(query.get('uri') ?? '')
      if (method === 'GET' && reads.has(path) && status >= 200 && status < 300) unsure.clear()
    },
  }
}
