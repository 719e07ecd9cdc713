import type { NoticeSpan, NoticeTarget } from '../../../src-main/core/notice.ts'

/** Stands for what is still to be typed in a ready-made line. */
export const gap = '…'

/** Ready-made lines, for hands that are busy. */
export const readyMade = [
  'Last orders at the bar',
  'The buffet is open',
  `Happy birthday, ${gap}!`,
  'Please come to the dance floor',
  'Please drive home safely',
] as const

export const targets = [
  { value: 'display', words: 'Display' },
  { value: 'phones', words: 'Phones' },
  { value: 'both', words: 'Both' },
] as const satisfies readonly { value: NoticeTarget; words: string }[]

/** Where one that is on air stands. */
export const targetWords: Readonly<Record<NoticeTarget, string>> = {
  display: 'on the display',
  phones: 'on phones',
  both: 'on display and phones',
}

export const spans = [
  { value: '10', words: '10 s', span: 10 },
  { value: '30', words: '30 s', span: 30 },
  { value: '60', words: '1 min', span: 60 },
  { value: 'stays', words: 'Stays', span: null },
] as const satisfies readonly { value: string; words: string; span: NoticeSpan }[]

export type SpanChoice = (typeof spans)[number]['value']
