/** Televisions, beamers and a screen that stands upright. */
export const sizes = [
  [1280, 720],
  [1920, 1080],
  [1920, 1200],
  [1024, 768],
  [2560, 1080],
  [3840, 2160],
  [1080, 1920],
] as const

/** Where there are many pixels a quarter of them is enough: the layout counts. */
export function scaleFor(width: number): number {
  return width > 2000 ? 0.5 : 1
}
