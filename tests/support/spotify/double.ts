import { artwork } from './artwork.ts'
import { assembleDouble, type DoubleOptions } from './assembly.ts'
import { control } from './control/control.ts'
import { startServer } from './http.ts'

export type SpotifyDouble = Awaited<ReturnType<typeof startSpotifyDouble>>

/** A stand-in for Spotify's accounts service and Web API, on a port of the loopback. `close` ends it. */
export async function startSpotifyDouble(options: DoubleOptions = {}) {
  let url = ''
  const { parts, respond, end } = assembleDouble(options, () => url)
  const server = await startServer(async (incoming) => {
    const { pathname } = incoming.url
    if (incoming.method === 'POST' && pathname === '/control') return control(parts, incoming.body)
    return artwork(pathname) ?? respond(incoming)
  }, options.port)
  url = server.url
  return {
    ...parts,
    /** Ends in `/v1`. */
    apiUrl: `${url}/v1`,
    accountsUrl: url,
    close(): Promise<void> {
      end()
      return server.close()
    },
  }
}
