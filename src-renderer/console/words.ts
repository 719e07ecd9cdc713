import type { ConsoleRequest, NightView } from '../../src-main/contract/console-view.ts'
import type { DisplayMood } from '../../src-main/core/display-mood.ts'
import type { EventStatus } from '../../src-main/core/event.ts'
import type { UserRole } from '../../src-main/core/user.ts'
import type { Narrowing } from './state/narrowings.ts'
import type { DecisionUndoable, PanelName, Tab } from './state/store.ts'
import type { Switch } from './state/switch-actions.ts'

/** Words of the console that more than one place uses. */

export const tabWords: Readonly<Record<Tab, string>> = {
  inbox: 'Inbox',
  held: 'Held',
  approved: 'Approved',
  played: 'Played',
  declined: 'Declined',
}

export const statusWords: Readonly<Record<EventStatus, { readonly label: string; readonly means: string }>> =
  {
    offline: { label: 'Offline', means: 'Guests cannot join.' },
    standby: { label: 'Standby', means: 'Guests can join and search, but not ask for songs yet.' },
    live: { label: 'Live', means: 'Guests can join and ask for songs.' },
  }

export const roleWords: Readonly<Record<UserRole, string>> = {
  user: 'DJ',
  admin: 'Admin',
  superadmin: 'Superadmin',
}

export const moodWords: Readonly<Record<DisplayMood, string>> = {
  night: 'Night',
  warm: 'Warm',
  club: 'Club',
  daylight: 'Daylight',
}

/** What the guest reads; the keys 1 to 5, in this order. */
export const declineReasons = [
  'It does not fit the music right now',
  'It was already played tonight',
  'I do not have this song with me',
  'There is no time left for more songs',
  'No explicit songs tonight',
] as const

/** Lines to a guest that come up again and again; the keys 1 to 4, in this order. */
export const usualAnswers = [
  'Great choice, it is coming soon',
  'Maybe later tonight',
  'Please ask me again in an hour',
  'Come and see me at the desk',
] as const

export const narrowingWords: Readonly<Record<Narrowing, string>> = {
  fits: 'Fits what plays',
  lawful: 'No rule against it',
  clean: 'Not explicit',
  several: 'Asked by several',
  noted: 'With a dedication',
  wishes: 'Typed, not from the catalogue',
  newGuests: 'Guests without a song so far',
}

/** What was done by a switch, in the history. */
export const switchDone: Readonly<Record<Switch, { readonly on: string; readonly off: string }>> = {
  requestsPaused: { on: 'You paused requests', off: 'You resumed requests' },
  requestPage: { on: 'You opened requests', off: 'You closed requests' },
  displayPage: { on: 'You turned the display on', off: 'You turned the display off' },
  autoApprove: { on: 'You turned auto-approve on', off: 'You turned auto-approve off' },
  autoDeclineExplicit: { on: 'You turned explicit songs away', off: 'You let explicit songs in' },
  coverColours: { on: 'You took colours from the cover', off: 'You took no colours from the cover' },
  displayMotion: { on: 'You turned motion on', off: 'You turned motion off' },
  hideSlurs: { on: 'You hid slurs', off: 'You showed slurs' },
  fairOrder: { on: 'You turned fair order on', off: 'You turned fair order off' },
}

export const statusDone: Readonly<Record<EventStatus, string>> = {
  offline: 'You went offline',
  standby: 'You went to standby',
  live: 'You went live',
}

export const undoWords: Readonly<Record<DecisionUndoable['kind'], string>> = {
  approved: 'Approved',
  next: 'Plays next:',
  declined: 'Declined',
  reopened: 'Back in the inbox:',
  held: 'On hold:',
  unheld: 'Back in the inbox:',
}

export const panelWords: Readonly<Record<PanelName, string>> = {
  join: 'How guests join',
  guests: 'Guests',
  network: 'Network',
  'display-link': 'The display in a browser',
  health: 'Is everything well?',
  readiness: 'Ready to go live?',
  catalogue: 'Music',
  spotify: 'Spotify',
  sound: 'Where it sounds',
  settings: 'Settings of this night',
  rules: 'Rules of this night',
  mustPlay: 'Must be played',
  account: 'Account',
  people: 'People',
  mail: 'E-mail server',
  nights: 'Nights',
  report: 'Report',
  history: 'What you decided',
  keys: 'Keyboard',
  about: 'About Cueline',
}

/** How the PIN fares, and what that means for guests. */
export function pinWords({ guessing, code }: NightView['door']): string {
  if (code !== null)
    return `Someone guessed at the PIN so often that it lets nobody in any more. Guests scan the QR code or type ${code}, as the display says. A new PIN ends it.`
  return guessing
    ? 'Someone is guessing the PIN. A new one ends it; who has joined stays in.'
    : 'Nobody is guessing the PIN.'
}

/** A path's last part: long enough to know it by. */
export function lastPart(path: string): string {
  return path.split(/[\\/]/).filter(Boolean).at(-1) ?? path
}

/** Where a request stands, to follow its title: `waits in the inbox`. */
export function whereItStands({ status, playing, heldAt }: ConsoleRequest): string {
  if (playing) return 'plays now'
  switch (status) {
    case 'pending':
      return heldAt === null ? 'waits in the inbox' : 'is set aside'
    case 'approved':
      return 'is up next'
    case 'rejected':
      return 'was declined'
    case 'played':
      return 'was played'
  }
}
