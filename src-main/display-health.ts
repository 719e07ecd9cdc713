import type { Health } from './contract/console-view.ts'
import type { DisplayState } from './contract/display-commands.ts'

/** Whether the room sees what it should. `wanted`: the night has a display page. `screens`: how many browsers show it. */
export function displayHealth(
  { open, blank, monitors, missing }: DisplayState,
  wanted: boolean,
  isLive: boolean,
  screens = 0,
): Health {
  if (!wanted) return { state: 'ok', words: 'The display page is off tonight.' }
  if (missing) {
    return {
      state: 'attention',
      words: open
        ? 'The display’s monitor is gone; it is shown elsewhere until that is back.'
        : 'The display’s monitor is gone, so the room sees nothing. It comes back by itself once it is plugged in.',
    }
  }
  if (blank && isLive) return { state: 'attention', words: 'The display is black by your wish.' }
  if (!open && monitors > 1) {
    return { state: 'attention', words: 'A second monitor is connected, and the display is closed.' }
  }
  if (open) return { state: 'ok', words: 'The display is open.' }
  return {
    state: 'ok',
    words: screens > 0 ? 'The display is open by its link.' : 'No second monitor, no display.',
  }
}
