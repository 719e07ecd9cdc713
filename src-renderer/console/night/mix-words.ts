import type { KeyFit, MixFit, TempoFit } from '../../../src-main/core/mix-fit.ts'

/** How a song mixes, in a word or two for the row and in a sentence for who wants to know. */

const shortKeys: Readonly<Record<KeyFit, string>> = {
  same: '=',
  up: '+1',
  down: '−1',
  relative: '±',
  apart: '',
}

const longKeys: Readonly<Record<KeyFit, string>> = {
  same: 'the same key',
  up: 'neighbouring key, one up',
  down: 'neighbouring key, one down',
  relative: 'relative key',
  apart: 'keys apart',
}

/** `+2 %`; with `×2` or `½` where the beats are counted so. */
export function shortTempo({ percent, times }: TempoFit): string {
  const whole = Math.round(percent)
  const change = whole === 0 ? '=' : `${whole > 0 ? '+' : '−'}${Math.abs(whole)} %`
  return times === 1 ? change : `${change} ${times === 2 ? '×2' : '½'}`
}

/** `=`, `+1`, `−1` on the wheel, `±` for the relative key; nothing where keys are apart. */
export function shortKey(fit: KeyFit): string {
  return shortKeys[fit]
}

/** `Mixes well with “Halo”: 2 % faster, neighbouring key, one up`. */
export function mixWords(fit: MixFit, other: string): string {
  const facts = [
    fit.tempo === null ? 'tempo unknown' : longTempo(fit.tempo),
    fit.key === null ? 'key unknown' : longKeys[fit.key],
  ]
  return `${headline(fit)} with “${other}”: ${facts.join(', ')}`
}

function headline({ grade, tempo, key }: MixFit): string {
  switch (grade) {
    case 'well':
      return tempo !== null && key !== null ? 'Mixes well' : 'Seems to mix'
    case 'partly':
      return 'Mixes partly'
    case 'badly':
      return 'Hard to mix'
  }
}

function longTempo({ percent, times }: TempoFit): string {
  const whole = Math.round(percent)
  const change = whole === 0 ? 'the same tempo' : `${Math.abs(whole)} % ${whole > 0 ? 'faster' : 'slower'}`
  return times === 1 ? change : `${change} ${times === 2 ? 'counted double' : 'counted half'}`
}
