import type { z } from 'zod'
import type { SpotifyAnswer } from '../../core/spotify/problem.ts'
import { readJson } from '../../core/spotify/read-answer.ts'
import type { Reply } from './call-queue.ts'

/** The body of a good answer as `shape` reads it; `unclear` where that can't be. */
export function parseReply<Shape extends z.ZodType>(
  reply: SpotifyAnswer<Reply>,
  shape: Shape,
): SpotifyAnswer<z.output<Shape>> {
  if (!reply.ok) return reply
  const json = readJson(reply.value)
  if (!json.ok) return json
  const parsed = shape.safeParse(json.value)
  if (parsed.success) return { ok: true, value: parsed.data }
  return { ok: false, problem: { kind: 'unclear', status: reply.value.status } }
}

/** Any good answer to a command: what stands in it means nothing. */
export function taken(reply: SpotifyAnswer<Reply>): SpotifyAnswer<null> {
  return reply.ok ? { ok: true, value: null } : reply
}
