/** The invented crowd of a practice night: who they are, and what one of them does next. */

export const practicePaces = ['paused', 'usual', 'fast'] as const
export type PracticePace = (typeof practicePaces)[number]

/** Milliseconds from one deed to the next. */
export const paceMs: Readonly<Record<Exclude<PracticePace, 'paused'>, number>> = { usual: 5_000, fast: 1_000 }

export const crowd = [
  'Mia',
  'Jonas',
  'Zoe',
  'Ida',
  'Emil',
  'Lina',
  'Noah',
  'Frida',
  'Oskar',
  'Nele',
  'Anton',
  'Ella',
] as const

export const dedications = [
  'for the happy couple',
  'for grandma, she still dances',
  'it is Emil’s birthday',
  'please before midnight',
  'our song',
] as const

/** For a night without a list of songs; none of them is to be found anywhere. */
export const inventedWishes = [
  { title: 'Lanterns on the River', artist: 'The Paper Kites Club' },
  { title: 'Sunday Shoes', artist: 'Mara & the Movers' },
  { title: 'Midnight Tram', artist: 'Neon Orchard' },
  { title: 'Dance Like the Rain', artist: 'Harbour Lights' },
  { title: 'Old Town Slow', artist: 'Juno Vale' },
  { title: 'Golden Hour Again', artist: 'Sister Atlas' },
  { title: 'Elevator Heart', artist: 'Plastic Garden' },
  { title: 'One More Summer', artist: 'Kites & Kings' },
  { title: 'Ferris Wheel', artist: 'Lou Amber' },
  { title: 'Low Tide Disco', artist: 'The Weekenders' },
  { title: 'Velvet Street', artist: 'Nova Lane' },
  { title: 'Call It Home', artist: 'Birch & Bloom' },
  { title: 'Paper Moon Rodeo', artist: 'Dusty Rose' },
  { title: 'Satellite Kiss', artist: 'Orbit Nine' },
] as const

export type Deed = 'join' | 'ask' | 'vote' | 'take-back'

/** More than that waiting would be no practice any more. */
const mostWaiting = 30

/** `dice`: from 0 to 99. All come first, soon; then most ask, some agree with others, a few think again. */
export function nextDeed(joined: number, waiting: number, dice: number): Deed {
  if (joined === 0 || (joined < crowd.length && dice < 45)) return 'join'
  if (waiting >= mostWaiting) return dice < 80 ? 'vote' : 'take-back'
  if (waiting === 0 || dice < 75) return 'ask'
  return dice < 93 ? 'vote' : 'take-back'
}
