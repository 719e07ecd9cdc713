import type { RequestPlayer } from '../../../src-main/core/spotify/choices.ts'

/** What each key does, told by the keyboard panel and done by `use-night-keys.ts`. */

export type KeyGroup = {
  readonly title: string
  readonly keys: readonly { readonly keys: readonly string[]; readonly does: string }[]
}

export const keyGroups: readonly KeyGroup[] = [
  {
    title: 'Requests',
    keys: [
      { keys: ['↑', '↓'], does: 'Walk through the list (K and J too)' },
      { keys: ['A'], does: 'Approve: to the end of up next' },
      { keys: ['N'], does: 'Play next' },
      { keys: ['D'], does: 'Decline' },
      { keys: ['T'], does: 'Tell the guest something: a line on their phone' },
      { keys: ['H'], does: 'Hold: set aside for later; again: back to the inbox' },
      { keys: ['Shift', 'A D H'], does: 'Approve, decline or hold all that are shown' },
      { keys: ['Esc'], does: 'Show all requests again, when only some are shown' },
      { keys: ['G'], does: 'Only what this guest asked for; again: everybody' },
      { keys: ['1', '…', '5'], does: 'After a decline: tell the guest why' },
      { keys: ['⌫'], does: 'Back to the inbox (held, approved and declined)' },
      { keys: ['E'], does: 'Listen to the song before the room does; again: stop' },
      { keys: ['B'], does: 'Block the guest and decline what they wait for; again: unblock' },
      { keys: ['Home', 'End'], does: 'First or last request' },
      { keys: ['→'], does: 'Over to up next' },
    ],
  },
  {
    title: 'Up next',
    keys: [
      { keys: ['↑', '↓'], does: 'Walk through the songs' },
      { keys: ['Enter'], does: 'Play now' },
      { keys: ['Alt', '↑ ↓'], does: 'Move the song' },
      { keys: ['N'], does: 'Play next' },
      { keys: ['O'], does: 'Open the lock of the next song, to move it; lock it again' },
      { keys: ['T'], does: 'Tell the guest something: a line on their phone' },
      { keys: ['⌫'], does: 'Send back to the inbox' },
      { keys: ['E'], does: 'Listen to the song before the room does; again: stop' },
      { keys: ['B'], does: 'Block the guest who asked' },
      { keys: ['←'], does: 'Over to the requests' },
    ],
  },
  {
    title: 'Anywhere',
    keys: [
      { keys: ['Space'], does: 'Next song; play or pause while Spotify or this computer plays the queue' },
      { keys: ['P'], does: 'Pause requests, or resume them' },
      { keys: ['F'], does: 'Fair order on or off: guests take turns' },
      { keys: ['Shift', 'F'], does: 'Arrange up next in turns now' },
      { keys: ['U'], does: 'Undo the last decision' },
      { keys: ['Y'], does: 'What you decided tonight, to take back what is older' },
      { keys: ['R'], does: 'Do what the message offers: again, reopen' },
      { keys: ['/'], does: 'Find in the requests' },
      { keys: ['S'], does: 'Show only some requests: what fits, what no rule is against' },
      { keys: ['+'], does: 'Add a song yourself; Shift Enter adds it for someone, Alt Enter listens to it' },
      { keys: ['Shift', 'M'], does: 'What must be played tonight' },
      { keys: ['M'], does: 'Message to the room: write a notice' },
      { keys: ['.'], does: 'Make the display black, or show it again' },
      { keys: ['L'], does: 'Ready to go live? Try everything' },
      { keys: ['?'], does: 'Show these keys' },
    ],
  },
]

/** The handful that stands at the foot of the night. */
export function usualKeys(player: RequestPlayer) {
  return [
    { key: 'A', does: 'approve' },
    { key: 'N', does: 'play next' },
    { key: 'D', does: 'decline' },
    { key: 'U', does: 'undo' },
    { key: 'Space', does: player === 'hand' ? 'next song' : 'play or pause' },
    { key: '/', does: 'find' },
    { key: '?', does: 'all keys' },
  ] as const
}
