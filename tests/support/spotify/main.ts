// Spotify's double as a process of its own: `node --import tsx tests/support/spotify/main.ts '{"clock":"still"}'`.
// Says where it is in one line of JSON, is steered by `POST /control`, ends on SIGINT or SIGTERM.
import { z } from 'zod'
import { startSpotifyDouble } from './double.ts'

const options = z.object({
  clock: z.enum(['wall', 'still']).default('wall'),
  port: z.number().exactOptional(),
  lag: z.object({ fromMs: z.number(), toMs: z.number() }).exactOptional(),
  unplayable: z.enum(['silent', 'skip']).exactOptional(),
  autoplay: z.boolean().exactOptional(),
  artwork: z.enum(['spotify', 'own']).exactOptional(),
})

const double = await startSpotifyDouble(options.parse(JSON.parse(process.argv[2] ?? '{}')))
const { apiUrl, accountsUrl, clientId } = double
process.stdout.write(`${JSON.stringify({ ready: true, apiUrl, accountsUrl, clientId })}\n`)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void double.close())
