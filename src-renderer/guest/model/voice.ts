import type { Device } from './device.ts'
import type { MyRequest } from './read.ts'
import type { Store } from './state.ts'
import type { News } from './words.ts'

const toastFor = 7000
const undoFor = 10_000

/** How the page speaks up: a toast for the eyes, words for the ears, a buzz for the hand. */
export function createVoice({ later, buzz }: Pick<Device, 'later' | 'buzz'>, { get, patch }: Store) {
  let cancelToast = () => {}

  function feel(pattern: readonly number[]) {
    if (!get().quiet) buzz(pattern)
  }

  function say(toast: string, takenBack: MyRequest | null = null) {
    patch({ toast, takenBack, spoken: toast })
    cancelToast()
    cancelToast = later(takenBack ? undoFor : toastFor, () => patch({ toast: '', takenBack: null }))
  }

  return {
    say,
    /** For the ears only: what the eyes see in its place. */
    speak: (spoken: string) => patch({ spoken }),
    feel,
    tell({ words, buzz: pattern }: News) {
      say(words)
      feel(pattern)
    },
  }
}
