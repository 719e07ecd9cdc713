import type { ConsoleRequest } from '../../../src-main/contract/console-view.ts'

type Asked = Pick<ConsoleRequest, 'nickname' | 'note' | 'voters' | 'atDesk'>

/** What a row's line has no room for: all names and dedications. `undefined`: the line has it all. */
export function everyoneWhoAsked({ nickname, note, voters, atDesk }: Asked): string | undefined {
  if (note === null && voters.length === 0) return undefined
  const said = (name: string, words: string | null) => (words === null ? name : `${name}: “${words}”`)
  const guests = voters.slice(0, voters.length - atDesk.length)
  return [
    said(nickname || 'You', note),
    ...guests,
    ...atDesk.map((asker) => said(asker.nickname, asker.note)),
  ].join(', ')
}
