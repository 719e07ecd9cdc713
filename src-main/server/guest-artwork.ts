import type { FastifyInstance } from 'fastify'
import { trackId } from '../contract/shapes.ts'
import type { DoorLimits } from './door-limits.ts'
import type { GuestDoor } from './guest-door.ts'
import { sendRefusal } from './refusal-reply.ts'

/** A cover comes out of somebody's music file: only what a browser shows as a plain picture goes out. */
const pictures: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif'])

export function serveArtwork(app: FastifyInstance, door: GuestDoor, limits: DoorLimits): void {
  const config = { rateLimit: { max: limits.coversPerSecond } }
  app.get('/api/artwork/:id', { handlerTimeout: limits.handlerTime, config }, async (request, reply) => {
    const id = trackId.safeParse((request.params as { id: string }).id)
    const artwork = id.success ? await door.artwork(id.data) : null
    if (artwork === null || !pictures.has(artwork.type)) return sendRefusal(reply, { code: 'not-found' })
    return reply
      .header('cache-control', 'public, max-age=604800, immutable')
      .type(artwork.type)
      .send(artwork.body)
  })
}
