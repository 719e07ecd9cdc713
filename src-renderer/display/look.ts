import { useLayoutEffect } from 'react'
import { type DisplayLook, usualLook } from '../../src-main/core/display-mood.ts'

/** Dresses the whole page: the mood's tokens hang on the root, and so does whether things may move. */
export function useLook(look: DisplayLook | undefined): void {
  const { mood, motion } = look ?? usualLook
  useLayoutEffect(() => {
    const { dataset } = document.documentElement
    dataset.mood = mood
    dataset.motion = motion ? 'on' : 'off'
  }, [mood, motion])
}
