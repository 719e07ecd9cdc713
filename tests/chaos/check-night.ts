import { connect } from '../../db/link.ts'
import type { ChaosPhone } from './phone.ts'

type Row = {
  readonly id: string
  readonly guest: string | null
  readonly title: string
  /** As guests know it. */
  readonly trackId: string
  readonly status: string
  readonly withdrawn: boolean
  readonly playing: boolean
  readonly position: number | null
  readonly voters: readonly string[]
}

/** What is not as it should be, by kind; empty lists when all is. */
export type Findings = {
  /** Said to be received, and not in the database, or there as another song. */
  readonly lost: readonly string[]
  /** Songs that one tap brought in twice, or that are open twice; and whose +1 counts twice. */
  readonly doubled: readonly string[]
  /** Taken back, and there again. */
  readonly resurrected: readonly string[]
  /** Refused, and stored all the same. */
  readonly storedThough: readonly string[]
  readonly lostVotes: readonly string[]
  /** Phones whose last screen is not what the database holds. */
  readonly wrongScreens: readonly string[]
}

export async function readRows(url: string, eventId: string): Promise<readonly Row[]> {
  const client = connect(url)
  try {
    return await client.unsafe<Row[]>(
      `select id, user_session_id as guest, track_data ->> 'title' as title, track_data ->> 'id' as "trackId", status, withdrawn_at is not null as withdrawn,
        status = 'approved' and started_at is not null as playing, queue_position as position,
        (select coalesce(json_agg(guest_id), '[]') from request_votes where request_id = requests.id) as voters
       from requests where event_id = $1`,
      [eventId],
    )
  } finally {
    await client.end()
  }
}

/** Compares what phones were told and show with what is stored. */
export function findingsOf(rows: readonly Row[], phones: readonly ChaosPhone[]): Findings {
  const byId = new Map(rows.map((row) => [row.id, row]))
  const shown = rows.filter(({ withdrawn }) => !withdrawn)
  const isOpen = ({ status }: Row) => status === 'pending' || status === 'approved'
  const told = phones.flatMap(({ told: one, state }) => {
    const guest = state().guest?.id ?? ''
    return {
      guest,
      asked: [...one.asked],
      takenBack: [...one.takenBack].filter((id) => !one.tried.vote.has(id)),
      refused: [...one.refused.keys()],
      voted: [...one.voted].filter((id) => !one.tried.back.has(id)).map((id) => ({ id, guest })),
    }
  })
  return {
    lost: told.flatMap(({ asked }) =>
      asked.filter(([id, song]) => !isSong(byId.get(id), song)).map(([id]) => id),
    ),
    doubled: [
      ...twice(rows.filter(({ title }) => title.startsWith('Song')).map(({ title }) => title)),
      ...twice(shown.filter(isOpen).map(({ title }) => title)),
      ...rows.flatMap(({ id, guest, voters }) => (twice([...voters, guest ?? '']).length > 0 ? [id] : [])),
    ],
    resurrected: told.flatMap(({ takenBack, guest }) =>
      takenBack.filter((id) => isStillOf(byId.get(id), guest)),
    ),
    storedThough: told.flatMap(({ refused, guest }) =>
      refused.filter((id) => isStillOf(byId.get(id), guest)),
    ),
    lostVotes: told.flatMap(({ voted }) =>
      voted.filter(({ id, guest }) => isVoteLost(byId.get(id), guest)).map(({ id }) => id),
    ),
    wrongScreens: phones.flatMap((phone) => wrongScreen(phone, shown)),
  }
}

function isSong(row: Row | undefined, song: object): boolean {
  if (row === undefined) return false
  return 'wish' in song ? row.title === song.wish : 'trackId' in song && row.trackId === song.trackId
}

/** What others want, too, stays when one takes it back, and is theirs. */
function isStillOf(row: Row | undefined, guest: string): boolean {
  return row !== undefined && !row.withdrawn && row.guest === guest
}

/** Who asks has voted by asking. */
function isVoteLost(row: Row | undefined, guest: string): boolean {
  return row === undefined || (row.guest !== guest && !row.voters.includes(guest))
}

function twice(values: readonly string[]): readonly string[] {
  return values.filter((value, at) => values.indexOf(value) !== at)
}

function wrongScreen({ state }: ChaosPhone, rows: readonly Row[]): readonly string[] {
  const { guest, mine, room } = state()
  const queue = rows
    .filter(({ status, playing }) => status === 'approved' && !playing)
    .sort((one, other) => (one.position ?? 0) - (other.position ?? 0))
  const awayOf = (row: Row) => {
    if (row.playing) return 0
    return row.status === 'approved' ? queue.indexOf(row) + 1 : null
  }
  const stored = rows
    .filter((row) => row.guest === guest?.id || row.voters.includes(guest?.id ?? ''))
    .map((row) => `${row.id} ${row.status} +${row.voters.length} away ${awayOf(row)}`)
  const shown = mine.map((row) => `${row.id} ${row.status} +${row.votes} away ${row.songsAway}`)
  const upNext = queue.slice(0, 5).map(({ id }) => id)
  const playing = rows.find((row) => row.playing)?.id ?? null
  return [
    ...difference(`${guest?.nickname} mine`, shown, stored),
    ...difference(
      `${guest?.nickname} up next`,
      room?.upNext.map(({ requestId }) => requestId) ?? [],
      upNext,
      true,
    ),
    ...difference(
      `${guest?.nickname} playing`,
      [String(room?.nowPlaying?.requestId ?? null)],
      [String(playing)],
    ),
  ]
}

function difference(
  what: string,
  shown: readonly string[],
  stored: readonly string[],
  inOrder = false,
): readonly string[] {
  const text = (list: readonly string[]) => (inOrder ? list : [...list].sort()).join(', ')
  if (text(shown) === text(stored)) return []
  const only = (list: readonly string[], other: readonly string[]) =>
    inOrder ? text(list) : text(list.filter((one) => !other.includes(one)))
  return [`${what}: shows ${only(shown, stored)}; stored is ${only(stored, shown)}`]
}
