/** The best few of many, kept in order: higher score first, then the lower number. */
export type BestSongs = {
  readonly add: (song: number, score: number) => void
  /** The best score so far; 0 while there is none. */
  readonly top: () => number
  readonly list: () => readonly { readonly song: number; readonly score: number }[]
}

export function createBestSongs(limit: number): BestSongs {
  const songs: number[] = []
  const scores: number[] = []

  function add(song: number, score: number): void {
    if (songs.length === limit && !comesBefore(song, score, songs.length - 1)) return
    let at = songs.length === limit ? limit - 1 : songs.length
    while (at > 0 && comesBefore(song, score, at - 1)) {
      songs[at] = songs[at - 1] ?? 0
      scores[at] = scores[at - 1] ?? 0
      at--
    }
    songs[at] = song
    scores[at] = score
  }

  function comesBefore(song: number, score: number, at: number): boolean {
    const other = scores[at] ?? 0
    return score > other || (score === other && song < (songs[at] ?? 0))
  }

  return {
    add,
    top: () => scores[0] ?? 0,
    list: () => songs.map((song, at) => ({ song, score: scores[at] ?? 0 })),
  }
}
