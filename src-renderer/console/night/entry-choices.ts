import type { Standing } from './use-standing.ts'

export type EntryChoice = {
  readonly words: string
  readonly does: 'up-next' | 'inbox' | 'approve' | 'join' | 'join-and-approve'
  readonly may: boolean
}

/** What can be done with what was typed, as the song stands; the first one by Enter. */
export function entryChoices(
  { request, rule }: Standing,
  typed: { readonly song: boolean; readonly nickname: string; readonly note: string },
): readonly EntryChoice[] {
  const named = typed.nickname.trim() !== ''
  const isTyped = named || typed.note.trim() !== ''
  const what = isTyped && !named ? 'dedication' : 'name'
  switch (request?.status) {
    case 'pending':
      return [
        isTyped
          ? { words: `Add the ${what} and approve`, does: 'join-and-approve', may: true }
          : { words: 'Approve', does: 'approve', may: true },
        { words: `Add the ${what} only`, does: 'join', may: isTyped },
      ]
    case 'approved':
      return [{ words: `Add the ${what}`, does: 'join', may: isTyped }]
    default:
      return [
        {
          words: request || rule ? 'Up next all the same' : 'Up next',
          does: 'up-next',
          may: typed.song,
        },
        { words: 'To the inbox', does: 'inbox', may: typed.song },
      ]
  }
}
