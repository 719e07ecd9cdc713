import { useEffect, useState } from 'react'
import type { DisplayStand } from '../../../src-main/contract/display-commands.ts'
import { useActions, useNight } from '../state/context.tsx'

/** Milliseconds from one picture to the next. */
export const pictureEveryMs = 2000

/** What the room sees and where, kept fresh while this is on the screen; `null` until it is known. */
export function useDisplayStand() {
  const { ask } = useActions()
  const open = useNight((night) => night.displayOpen)
  const blank = useNight((night) => night.displayBlank)
  const [stand, setStand] = useState<DisplayStand | null>(null)
  const [asked, setAsked] = useState(0)

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was changed is looked at again at once
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let gone = false
    async function look(): Promise<void> {
      const answer = await ask('shell.lookAtDisplay', {})
      if (gone) return
      // One that fails is no news; the next one comes by itself.
      if (answer.ok) setStand(answer.value)
      timer = setTimeout(look, pictureEveryMs)
    }
    void look()
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [ask, open, blank, asked])

  return { stand, lookAgain: () => setAsked((times) => times + 1) }
}
