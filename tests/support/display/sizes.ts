/** Televisions, beamers and a screen that stands upright. */
export const sizes = [
  { width: 1280, height: 720, isUsual: true },
  { width: 1920, height: 1080, isUsual: false },
  { width: 1920, height: 1200, isUsual: true },
  { width: 1024, height: 768, isUsual: true },
  { width: 2560, height: 1080, isUsual: true },
  { width: 3840, height: 2160, isUsual: false },
  { width: 1080, height: 1920, isUsual: true },
] as const

/** One of each shape: lengths are shares of the screen, so a larger one of the same shape shows the same. */
export const shapes = sizes.filter(({ isUsual }) => isUsual)

/** Where there are many pixels a quarter of them is enough: the layout counts. */
export function scaleFor(width: number): number {
  return width > 2000 ? 0.5 : 1
}
