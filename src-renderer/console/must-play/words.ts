import type { MustPlayState } from '../../../src-main/core/must-play.ts'

export const stateWords: Readonly<Record<MustPlayState, string>> = {
  open: 'not yet',
  asked: 'a guest asked',
  queued: 'up next',
  playing: 'playing now',
  played: 'played',
}
