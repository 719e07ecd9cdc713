const reads = new Set(['/me/player', '/me/player/queue', '/me/player/currently-playing'])

export type AskedCall = { readonly method: string; readonly path: string; readonly query: URLSearchParams }

export type HandOvers = ReturnType<typeof createHandOvers>

/** Watches that no song is handed over a second time before anybody looked whether it had arrived. */
export function createHandOvers(report: (uri: string) => void) {
  const unsure = new Set<string>()
  return {
    begin({ method, path, query }: AskedCall): void {
      const uri = query.get('uri')
      if (method !== 'POST' || path !== '/me/player/queue' || uri === null) return
      if (unsure.has(uri)) report(uri)
      unsure.add(uri)
    },
    /** `status` is 0 for a call that was cut. A refusal means that nothing was added. */
    end({ method, path, query }: AskedCall, status: number): void {
      const refused = status >= 400 && status < 500
      if (method === 'POST' && path === '/me/player/queue' && refused) unsure.delete(query.get('uri') ?? '')
      if (method === 'GET' && reads.has(path) && status >= 200 && status < 300) unsure.clear()
    },
  }
}
