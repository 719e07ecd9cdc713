import type { NightView } from '../../../src-main/contract/console-view.ts'

/** Whether the room sees the display, in its window or in browsers by its link. */
export function isDisplaySeen({ displayOpen, displayLink }: NightView): boolean {
  return displayOpen || (displayLink?.screens ?? 0) > 0
}
