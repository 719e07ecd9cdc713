/** How well one song follows another by tempo and by key, as DJs judge it. */

/** A place on the Camelot wheel: 1 to 12; `A` is minor, `B` major. */
export type MusicalKey = { readonly step: number; readonly ring: 'A' | 'B' }

export type KeyFit = 'same' | 'up' | 'down' | 'relative' | 'apart'

export type TempoFit = {
  /** How much faster the next song is, counted as `times` says; negative when it is slower. */
  readonly percent: number
  /** 2: its beats are counted double, 0.5: half of them; only where that makes it fit. */
  readonly times: 0.5 | 1 | 2
  readonly fits: boolean
}

export type MixFit = {
  /** Well: all that is known fits. Partly: one of two does. */
  readonly grade: 'well' | 'partly' | 'badly'
  readonly tempo: TempoFit | null
  readonly key: KeyFit | null
}

/** Tempo in beats a minute and the key as its source writes it; `null` where nobody said. */
export type Mixable = { readonly bpm: number | null; readonly key: string | null }

/** The faster of two songs may be this much faster. */
const widest = 1.06

/** Room for what floating point does to a ratio that is just on the edge. */
const hair = 1e-9

/** Half steps above C. */
const notes: Readonly<Record<string, number>> = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 }

/** `Am`, `A minor`, `F♯m`, `Gb`, `8A`, `1m`; of several the first that is one. `null`: no key that we know. */
export function parseKey(text: string | null): MusicalKey | null {
  for (const part of (text ?? '').split(/[/,|;]|\s-\s/)) {
    const key = wheelKey(part.trim()) ?? namedKey(part.trim())
    if (key !== null) return key
  }
  return null
}

/** Camelot (`8A`) and Open Key (`1m`, `1d`), which begins to count elsewhere. */
function wheelKey(text: string): MusicalKey | null {
  const [, digits, letter] = /^0?([1-9]|1[0-2])\s?([abdm])$/i.exec(text) ?? []
  if (digits === undefined || letter === undefined) return null
  const step = Number(digits)
  switch (letter.toLowerCase()) {
    case 'a':
      return { step, ring: 'A' }
    case 'b':
      return { step, ring: 'B' }
    case 'm':
      return { step: wrap(step + 7), ring: 'A' }
    default:
      return { step: wrap(step + 7), ring: 'B' }
  }
}

function namedKey(text: string): MusicalKey | null {
  const plain = text.replace(/[\s-]*(♯|sharp)/i, '#').replace(/[\s-]*(♭|flat)/i, 'b')
  const [, letter = '', accidental, rest = ''] = /^([A-G])([#b]?)(.*)$/i.exec(plain) ?? []
  const note = notes[letter.toUpperCase()]
  const minor = isMinor(rest.replace(/[\s.-]/g, ''), letter)
  if (note === undefined || minor === null) return null
  const shift = accidental === '' ? 0 : accidental === '#' ? 1 : -1
  // A fifth up is one step on the wheel, C major its eighth; a minor key stands with the major three half steps up.
  return { step: wrap(7 * (note + shift + (minor ? 3 : 0)) + 8), ring: minor ? 'A' : 'B' }
}

/** `null`: neither. A small letter alone says too little, a large one is major. */
function isMinor(mode: string, letter: string): boolean | null {
  if (mode === '') return letter === letter.toUpperCase() ? false : null
  if (mode === 'M') return false
  if (/^(m|min|minor|moll)$/i.test(mode)) return true
  return /^(maj|major|dur)$/i.test(mode) ? false : null
}

/** Any whole number as a step of the wheel. */
function wrap(step: number): number {
  return ((((step - 1) % 12) + 12) % 12) + 1
}

/** `8A`. */
export function camelotCode({ step, ring }: MusicalKey): string {
  return `${step}${ring}`
}

export function keyFit(from: MusicalKey, to: MusicalKey): KeyFit {
  if (from.step === to.step) return from.ring === to.ring ? 'same' : 'relative'
  if (from.ring !== to.ring) return 'apart'
  if (wrap(from.step + 1) === to.step) return 'up'
  return wrap(from.step - 1) === to.step ? 'down' : 'apart'
}

/** Both in beats a minute, above 0. */
export function tempoFit(from: number, to: number): TempoFit {
  const fitting = ([1, 2, 0.5] as const).find((times) => isClose((to * times) / from))
  const times = fitting ?? 1
  return { percent: ((to * times) / from - 1) * 100, times, fits: fitting !== undefined }
}

function isClose(ratio: number): boolean {
  return Math.abs(Math.log(ratio)) <= Math.log(widest) + hair
}

/** How `to` goes on after `from`; `null` when nothing of both is known. */
export function mixFit(from: Mixable, to: Mixable): MixFit | null {
  const [fromKey, toKey] = [parseKey(from.key), parseKey(to.key)]
  const key = fromKey && toKey && keyFit(fromKey, toKey)
  const tempo = hasTempo(from.bpm) && hasTempo(to.bpm) ? tempoFit(from.bpm, to.bpm) : null
  const known = [tempo?.fits ?? null, key && key !== 'apart'].filter((fits) => fits !== null)
  if (known.length === 0) return null
  const fitting = known.filter(Boolean).length
  const grade = fitting === known.length ? 'well' : fitting > 0 ? 'partly' : 'badly'
  return { grade, tempo, key }
}

function hasTempo(bpm: number | null): bpm is number {
  return bpm !== null && Number.isFinite(bpm) && bpm > 0
}
