import { useEffect, useMemo, useState } from 'react'
import type { ConsoleRequest } from '../../../src-main/contract/console-view.ts'
import { useActions, useConsoleState, useNight } from '../state/context.tsx'
import { follower, moved } from './queue-order.ts'

export type QueueOrder = {
  readonly songs: readonly ConsoleRequest[]
  /** Moves the song at one place to another; says whether that is allowed. */
  readonly move: (from: number, to: number) => boolean
}

/** The queue as dropped, until main answers with the truth: a song must not jump back and forth. */
export function useQueueOrder(queue: readonly ConsoleRequest[]): QueueOrder {
  const { moveInQueue } = useActions()
  const unlockedId = useConsoleState((state) => state.unlockedId)
  const [wanted, setWanted] = useState<readonly string[] | null>(null)
  const handedOver = useNight(({ spotify }) => spotify.handedOver)
  const present = queue.map((song) => song.id).join(' ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new order from main replaces the wanted one
  useEffect(() => setWanted(null), [present])

  const songs = useMemo(() => {
    const byId = new Map(queue.map((song) => [song.id, song]))
    if (wanted === null || wanted.length !== queue.length) return queue
    const ordered = wanted.flatMap((id) => byId.get(id) ?? [])
    return ordered.length === queue.length ? ordered : queue
  }, [queue, wanted])

  function move(from: number, to: number): boolean {
    const song = songs[from]
    const ids = moved(
      songs.map((one) => one.id),
      from,
      to,
      unlockedId === songs[0]?.id,
    )
    if (song === undefined || song.id === handedOver || ids === null) return false
    setWanted(ids)
    moveInQueue(song, follower(ids, song.id)).then((ok) => {
      if (!ok) setWanted(null)
    })
    return true
  }

  return { songs, move }
}
