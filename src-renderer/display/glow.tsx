import { useEffect, useRef } from 'react'

/** Pixels on each side: more than what is left of a picture that is blurred like this. */
const side = 48
/** Pixels of the canvas: an eighth of the screen's short side, once it covers the screen. */
const blur = 2.4
/** The blur fades at the edges of what it is given: they lie outside. */
const bleed = 6

export type GlowProps = { readonly url: string; readonly className?: string | undefined }

/**
 * A cover's colours without its shapes. Blurred once, while it is small, and stretched by its styles: a filter of the style
 * sheet blurs anew with every repaint, which holds frames up for a quarter of a second without a graphics card.
 */
export function Glow({ url, className }: GlowProps) {
  const ref = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const context = ref.current?.getContext('2d')
    if (!context) return
    let left = false
    const image = new Image()
    image.src = url
    image.decode().then(
      () => left || paint(context, image),
      () => left || context.clearRect(0, 0, side, side),
    )
    return () => {
      left = true
    }
  }, [url])
  return <canvas ref={ref} className={className} width={side} height={side} />
}

function paint(context: CanvasRenderingContext2D, image: HTMLImageElement): void {
  context.clearRect(0, 0, side, side)
  context.filter = `blur(${blur}px) saturate(1.6)`
  context.drawImage(image, -bleed, -bleed, side + 2 * bleed, side + 2 * bleed)
}
