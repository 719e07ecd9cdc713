import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { pngPicture, writeMp3 } from '../../support/audio-files.ts'
import { realSongs } from '../../support/songs.ts'

/** A folder of silent songs with the names of real ones, three quarters of them with a cover of its own colour. */
export function writeMusicFolder(folder: string, count: number): void {
  mkdirSync(folder, { recursive: true })
  const titles = new Set<string>()
  for (const { title, artist } of realSongs()) {
    if (titles.size >= count) return
    if (titles.has(title)) continue
    titles.add(title)
    const at = titles.size
    const colour = [(at * 67) % 256, (at * 131) % 256, (at * 29) % 256] as const
    const cover = at % 4 === 0 ? {} : { cover: pngPicture(300, 300, colour) }
    writeMp3(join(folder, `${at}.mp3`), 210, { title, artist, ...cover })
  }
}
