import { useLayoutEffect } from 'react'
import { tintedTokens } from '../../src-main/core/colour/cover-colours.ts'
import { type DisplayLook, usualLook } from '../../src-main/core/display-mood.ts'
import { useCoverColours } from '../shared/cover-colours.ts'

/** Dresses the whole page: the mood's tokens hang on the root, and so does whether things may move. `cover`: of what plays. */
export function useLook(look: DisplayLook | undefined, cover: string | null): void {
  const { mood, motion, coverColours } = look ?? usualLook
  const colours = useCoverColours(mood, coverColours ? cover : null)
  useLayoutEffect(() => {
    const { dataset } = document.documentElement
    dataset.mood = mood
    dataset.motion = motion ? 'on' : 'off'
  }, [mood, motion])
  useLayoutEffect(() => {
    const { style } = document.documentElement
    for (const token of tintedTokens) {
      if (colours) style.setProperty(`--${token}`, colours[token])
      else style.removeProperty(`--${token}`)
    }
  }, [colours])
}
