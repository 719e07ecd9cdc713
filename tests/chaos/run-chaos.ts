import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { startEmbedded } from '../../db/postgres/start-embedded.ts'
import { must, quiet, startConsole } from '../../src-main/testing/a-console.ts'
import { standingOf } from '../../src-renderer/guest/model/words.ts'
import { freePort } from '../support/free-port.ts'
import { seededRandom } from '../support/slips.ts'
import { startBadWifi } from './bad-wifi.ts'
import { type Findings, findingsOf, readRows } from './check-night.ts'
import { startMortalServer } from './mortal-server.ts'
import { type ChaosPhone, openChaosPhone } from './phone.ts'

export type ChaosOptions = {
  /** The same seed brings the same taps, faults and kills, if not at the same moments. */
  readonly seed: number
  readonly phones: number
  /** How long it is bad, in milliseconds. */
  readonly milliseconds: number
  /** How often the server is killed in that time. */
  readonly kills: number
}

export type ChaosResult = Findings & {
  readonly seed: number
  /** Requests that phones were told to be received. */
  readonly received: number
  /** Of these, songs of the catalogue. */
  readonly ofCatalogue: number
  /** Taps that were told somebody had asked already. */
  readonly alreadyAsked: number
  readonly takenBack: number
  readonly votes: number
  readonly rows: number
  readonly kills: number
}

const quietWithinMs = 30_000
/** What everybody wants: typed freely by some, found in the catalogue by others, and one and the same song. */
const hits = ['Waterloo', 'Halo', 'Levels', 'Africa', 'Toxic', 'Hello'] as const
const others = Array.from({ length: 150 }, (_, at) => `Number ${at + 100}`)
const artist = 'Chaos'

/**
 * A night on bad wifi: phones with the page's own code search, tap, take back and vote while lines break, hang and swallow, and the
 * server is killed and started again; a DJ decides meanwhile. At the end the wifi is well, and what the phones were told
 * and show is compared with the database.
 */
export async function runChaos({
  seed,
  phones: count,
  milliseconds,
  kills,
}: ChaosOptions): Promise<ChaosResult> {
  const random = seededRandom(seed)
  const home = await mkdtemp(join(tmpdir(), 'cueline-chaos-'))
  await chmod(home, 0o755)
  const undoes: (() => unknown)[] = [() => rm(home, { recursive: true, force: true, maxRetries: 5 })]
  try {
    const port = await freePort()
    const catalogue = join(home, 'songs.csv')
    await writeFile(
      catalogue,
      ['title,artist', ...[...hits, ...others].map((title) => `${title},${artist}`)].join('\n'),
    )
    const server = await startMortalServer({ home, port, catalogue })
    undoes.push(server.end)
    // Joins the server's own database, for the DJ and to look at what was stored.
    const postgres = await startEmbedded({ home, log: quiet })
    undoes.push(() => postgres.stop())
    const wifi = await startBadWifi(port, seededRandom(seed + 1))
    undoes.push(wifi.close)
    const secret = new URL(server.joinUrl).hash.slice(1)
    const phones = Array.from({ length: count }, (_, at) =>
      openChaosPhone(
        { port: wifi.port, serverPort: port },
        secret,
        `Guest ${at}`,
        seededRandom(seed + 100 + at),
      ),
    )
    undoes.push(() => {
      for (const phone of phones) phone.off()
    })
    const dj = await startConsole({ url: postgres.url })
    undoes.push(dj.close)
    const [user] = await dj.accounts.list()
    must(await dj.nights.openById(user?.id ?? '', server.eventId))

    let isOver = false
    const goesOn = () => !isOver
    const work = [
      ...phones.map((phone, at) => useOf(phone, at, seededRandom(seed + 200 + at), goesOn)),
      decide(dj, seededRandom(seed + 2), goesOn),
      shake(wifi, seededRandom(seed + 3), goesOn),
    ]
    for (let kill = 0; kill < kills; kill++) {
      await pause((milliseconds / (kills + 1)) * (0.7 + 0.6 * random()))
      await server.killAndRestart()
    }
    await pause(milliseconds / (kills + 1))
    isOver = true
    await Promise.all(work)
    wifi.heal()
    // Whoever did not get in while it was bad does now.
    const until = Date.now() + quietWithinMs
    await Promise.all(phones.map((phone) => phone.join(() => Date.now() < until)))
    return { ...(await settled(phones, postgres.url, server.eventId)), seed, kills }
  } finally {
    for (const undo of undoes.reverse()) await undo()
  }
}

/** What a guest does, one thing after the other. */
async function useOf(
  phone: ChaosPhone,
  at: number,
  random: () => number,
  goesOn: () => boolean,
): Promise<void> {
  const one = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)]
  await phone.join(goesOn)
  for (let tap = 0; goesOn(); tap++) {
    await pause(40 + random() * 240)
    const { mine, room, guest } = phone.state()
    const draw = random()
    answerRefusals(phone)
    if (draw < 0.3) phone.night.wish(`Song ${at} ${tap}`, artist, random() < 0.3 ? 'For Ida' : '')
    else if (draw < 0.4) phone.night.wish(one(hits) ?? hits[0], artist, '')
    else if (draw < 0.65) await tapFound(phone, one(random() < 0.3 ? hits : others) ?? hits[0], random)
    else if (draw < 0.8) {
      const own = one(mine.filter(({ status, mine: isMine }) => isMine && status === 'pending'))
      if (own) await phone.night.takeBack(own)
    } else {
      const song = one(room?.upNext ?? [])
      if (song && guest)
        phone.night.vote(song.requestId, {
          ...{ id: '', title: song.title, artist: song.artist },
          ...{ durationMs: null, explicit: null, artworkUrl: null },
        })
    }
  }
}

/**
 * Looks for a song and taps on what is found: the one button of its row as it was when the answer came, which may be long
 * ago. Without an answer the guest wants something else.
 */
async function tapFound({ night, state }: ChaosPhone, title: string, random: () => number): Promise<void> {
  night.search(title)
  for (let look = 0; look < 20 && state().found?.query !== title; look++) await pause(20)
  const { found, mine, sending } = state()
  const song = found?.query === title ? found.songs.find((each) => each.title === title) : undefined
  if (!song) return
  await pause(random() * 300)
  const stand = standingOf(song, mine, sending)
  if (stand.kind === 'plus') night.vote(stand.requestId, song)
  else if (stand.kind === 'free') night.ask(song, random() < 0.3 ? 'For Ida' : '')
}

/** Whoever reads that somebody has asked already adds a +1 to that. */
function answerRefusals({ night, state }: ChaosPhone): void {
  for (const { id, song, refused } of state().sending) {
    if (refused?.requestId) night.vote(refused.requestId, song, id)
    else if (refused) night.dismiss(id)
  }
}

/** The DJ takes, declines and plays, at a console of its own. What fails is done another time. */
async function decide(
  dj: Awaited<ReturnType<typeof startConsole>>,
  random: () => number,
  goesOn: () => boolean,
): Promise<void> {
  while (goesOn()) {
    await pause(80 + random() * 200)
    const pending = [...(dj.live.night()?.requests.values() ?? [])].filter(
      ({ status }) => status === 'pending',
    )
    const request = pending[Math.floor(random() * pending.length)]
    const draw = random()
    if (draw < 0.1) await dj.playback.next().catch(() => {})
    else if (request && draw < 0.8) await dj.requests.approve(request).catch(() => {})
    else if (request) await dj.requests.decline(request, null).catch(() => {})
  }
}

async function shake(
  wifi: Awaited<ReturnType<typeof startBadWifi>>,
  random: () => number,
  goesOn: () => boolean,
): Promise<void> {
  while (goesOn()) {
    await pause(300 + random() * 900)
    const draw = random()
    if (draw < 0.25) wifi.breakAll()
    else if (draw < 0.5) {
      wifi.setDown(true)
      await pause(200 + random() * 500)
      wifi.setDown(false)
    }
  }
}

/** Waits until everything is sent and all screens are right, at most half a minute. */
async function settled(phones: readonly ChaosPhone[], url: string, eventId: string) {
  const until = Date.now() + quietWithinMs
  for (;;) {
    const isQuiet = phones.every((phone) => {
      const { sending, reachable, phase } = phone.state()
      return phase === 'in' && reachable && sending.every(({ refused }) => refused)
    })
    const rows = isQuiet || Date.now() > until ? await readRows(url, eventId) : []
    const findings = findingsOf(rows, phones)
    if ((isQuiet && findings.wrongScreens.length === 0) || Date.now() > until) {
      const sum = (pick: (phone: ChaosPhone) => number) => phones.reduce((all, phone) => all + pick(phone), 0)
      return {
        ...findings,
        wrongScreens: isQuiet ? findings.wrongScreens : ['not everything was sent', ...findings.wrongScreens],
        received: sum(({ told }) => told.asked.size),
        ofCatalogue: sum(({ told }) => [...told.asked.values()].filter((song) => 'trackId' in song).length),
        alreadyAsked: sum(
          ({ told }) => [...told.refused.values()].filter((code) => code === 'already-asked').length,
        ),
        takenBack: sum(({ told }) => told.takenBack.size),
        votes: sum(({ told }) => told.voted.size),
        rows: rows.length,
      }
    }
    await pause(100)
  }
}
