import { parentPort } from 'node:worker_threads'
import type { CatalogueSource } from '../core/event.ts'
import { songKey } from '../core/fold-text.ts'
import { createSearch, type SearchSongs } from '../core/search/search-songs.ts'
import type { Track } from '../core/track.ts'
import type { SearchCommand, SearchReply } from './catalogue-messages.ts'
import { songById, type TrackTable, trackAt } from './catalogue-table.ts'

/** The searching thread: holds songs and index, does nothing that takes long. */
type Serving = { readonly source: CatalogueSource; readonly search: SearchSongs; readonly table: TrackTable }

let serving: Serving | null = null

function answer(command: Extract<SearchCommand, { readonly call: number }>): SearchReply['tracks'] {
  if (!serving) return null
  const { source, search, table } = serving
  if (command.kind === 'find') {
    return command.ids.map((id) => {
      const song = songById(table, id)
      return song < 0 ? null : trackAt(table, source, song)
    })
  }
  // A collection holds the same song in many files; guests see it once.
  const keys = new Set<string>()
  const tracks: Track[] = []
  for (const song of search(command.query, command.limit * 2)) {
    const track = trackAt(table, source, song)
    const key = songKey(track.title, track.artist)
    if (keys.has(key)) continue
    keys.add(key)
    tracks.push(track)
    if (tracks.length === command.limit) break
  }
  return tracks
}

parentPort?.on('message', (command: SearchCommand) => {
  switch (command.kind) {
    case 'load': {
      const { source, index, table } = command.catalogue
      serving = { source, search: createSearch(index), table }
      return
    }
    case 'clear':
      serving = null
      return
    default: {
      const reply: SearchReply = { call: command.call, tracks: answer(command) }
      parentPort?.postMessage(reply)
    }
  }
})
