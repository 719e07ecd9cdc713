/** How the display can look. The colours of each stand in `src-renderer/shared/moods.css`. */
export const displayMoods = ['night', 'warm', 'club', 'daylight'] as const
export type DisplayMood = (typeof displayMoods)[number]

export type DisplayLook = {
  readonly mood: DisplayMood
  readonly motion: boolean
  /** The mood takes on the colour of the cover of what plays. */
  readonly coverColours: boolean
}

/** Until a night is open, and for one whose DJ chose nothing. */
export const usualLook: DisplayLook = { mood: 'night', motion: true, coverColours: false }
