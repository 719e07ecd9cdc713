import { z } from 'zod'
import { tidyText } from '../../core/catalogue/song-row.ts'
import { isSpotifyId } from '../../core/spotify/link.ts'

/*
 * What Spotify's answers are read as: only what is used, and each field may be missing or another thing than it should
 * be. One entry of a list that can't be read is left out, the others stay.
 */

function list<Shape extends z.ZodType>(shape: Shape) {
  return z
    .array(z.unknown())
    .catch([])
    .transform((entries) =>
      entries.flatMap((entry) => {
        const parsed = shape.safeParse(entry)
        return parsed.success ? [parsed.data] : []
      }),
    )
}

function maybe<Shape extends z.ZodType>(shape: Shape) {
  return shape
    .nullish()
    .transform((value) => value ?? null)
    .catch(null)
}

const line = z
  .string()
  .transform((text) => tidyText(text))
  .catch('')

const image = z.object({ url: z.string().regex(/^https?:\/\//), width: maybe(z.number()) })
const named = z.object({ name: line })
const address = maybe(z.object({ spotify: maybe(z.string().startsWith('https://open.spotify.com/')) }))
const length = maybe(z.number().int().positive())

const album = maybe(
  z.object({ name: line, images: list(image), release_date: maybe(z.string().regex(/^\d{4}/)) }),
)

export const trackBody = z.object({
  id: z.string().refine(isSpotifyId),
  name: line.refine((name) => name !== ''),
  artists: list(named),
  album,
  duration_ms: length,
  explicit: maybe(z.boolean()),
  is_playable: maybe(z.boolean()),
  external_urls: address,
})
export type TrackBody = z.infer<typeof trackBody>

export const searchBody = z.object({
  tracks: z.object({ items: list(trackBody), next: maybe(z.string()) }),
})

/** A song, an episode, or a file of the device's own. */
const itemBody = z.object({
  uri: maybe(z.string()),
  type: line,
  name: line,
  is_local: maybe(z.boolean()),
  artists: list(named),
  album,
  show: maybe(z.object({ name: line, images: list(image) })),
  images: list(image),
  duration_ms: length,
  external_urls: address,
  linked_from: maybe(z.object({ uri: maybe(z.string()) })),
})
export type ItemBody = z.infer<typeof itemBody>

const deviceBody = z.object({
  id: maybe(z.string().min(1)),
  name: line,
  type: line,
  is_active: maybe(z.boolean()),
  is_restricted: maybe(z.boolean()),
  supports_volume: maybe(z.boolean()),
  volume_percent: maybe(z.number().min(0).max(100)),
})
export type DeviceBody = z.infer<typeof deviceBody>

export const devicesBody = z.object({ devices: list(deviceBody) })

export const playerBody = z.object({
  device: maybe(deviceBody),
  is_playing: maybe(z.boolean()),
  progress_ms: maybe(z.number().nonnegative()),
  currently_playing_type: line,
  item: maybe(itemBody),
})
export type PlayerBody = z.infer<typeof playerBody>

export const queueBody = z.object({ currently_playing: maybe(itemBody), queue: list(itemBody) })

export const accountBody = z
  .object({ account_id: maybe(z.string().min(1)), id: z.string().min(1), display_name: line })
  // `account_id` never changes, `id` may.
  .transform(({ account_id, id, display_name }) => ({
    id: account_id ?? id,
    name: display_name || id,
  }))

export const createdBody = z.object({ id: z.string().refine(isSpotifyId) })

export const playlistPageBody = z.object({
  /** With those that can't be read: they count for the next page. */
  items: z.array(z.unknown()),
  next: maybe(z.string()),
})

const entryBody = z
  .object({ item: maybe(z.object({ uri: z.string() })), track: maybe(z.object({ uri: z.string() })) })
  .transform(({ item, track }) => item?.uri ?? track?.uri ?? null)

/** The uri of one entry of a playlist; `null` for what is gone. */
export function uriOfEntry(entry: unknown): string | null {
  const parsed = entryBody.safeParse(entry)
  return parsed.success ? parsed.data : null
}
