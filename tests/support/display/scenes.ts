import type { DisplayView } from '../../../src-main/contract/console-view.ts'
import { join, playing, room, song, view } from '../../../src-renderer/display/testing/views.ts'

/** What the room may see in a night, plain and at its worst. */

const way = { ...join, joinUrl: 'http://192.168.178.120:4747/#bp_h8Jx0rT5vQ2mZ7kLc1wYeA' }
const withWifi = {
  ...way,
  url: 'http://192.168.178.120:4747',
  wifiCode: 'WIFI:T:WPA;S:Garden Party;P:dance with me;;',
}
const withCode = { ...way, pin: 'K7QX-93MP', isCode: true }

type Text = { readonly title: string; readonly artist: string; readonly nickname: string }

const plain: readonly Text[] = [
  { title: 'Dancing Queen', artist: 'ABBA', nickname: 'Jonas' },
  { title: 'Halo', artist: 'Beyoncé', nickname: 'Léa' },
  { title: 'Don’t Stop Me Now', artist: 'Queen', nickname: 'Mia' },
  { title: 'Africa', artist: 'TOTO', nickname: '' },
  { title: 'Mr. Brightside', artist: 'The Killers', nickname: 'Noor' },
  { title: 'September', artist: 'Earth, Wind & Fire', nickname: 'Max' },
]

const allOf = (text: Text): readonly Text[] => plain.map(() => text)

const long = allOf({
  title: 'I’d Do Anything for Love (But I Won’t Do That) — Remastered Extended Anniversary Version',
  artist: 'Someone Very Famous & The Incredible Travelling Orchestra feat. Everybody Else',
  nickname: 'Maximiliane-Charlotte vW',
})
const endless = allOf({
  title: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
  artist: 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch',
  nickname: 'Wwwwwwwwwwwwwwwwwwwwwwww',
})
const cjk = allOf({
  title: '千本桜と夜に駆ける少女のための長い長い題名の歌、そして月亮代表我的心永遠不変',
  artist: '東京事変・周杰倫・방탄소년단',
  nickname: '美咲と健太郎と愉快な仲間たち御一行様',
})
const arabic = allOf({
  title: 'نور العين يا حبيبي يا ساكن خيالي من أول ما شفتك وأنا بحلم بيك كل ليلة',
  artist: 'عمرو دياب والأوركسترا السيمفونية',
  nickname: 'عبد الرحمن بن خالد',
})
const emoji = allOf({
  title: '🎉👨‍👩‍👧‍👦🏳️‍🌈 Party 💃🕺 like it’s 1999 🪩🪩🪩🎶🎶🎶 ĄǺẶ ỘỖ',
  artist: '🦄 & The 🐙🐙🐙🐙🐙',
  nickname: '🥳🥳🥳🥳🥳🥳🥳🥳🥳🥳🥳🥳🥳🥳🥳🥳🥳🥳🥳🥳🥳🥳🥳🥳',
})

function music(
  texts: readonly Text[],
  ways: DisplayView['join'] = way,
  more: Parameters<typeof room>[1] = {},
) {
  const [now, ...next] = texts.map((text, at) => ({
    ...text,
    requestId: `${at}`,
    artworkUrl: null,
    votes: at * 3,
  }))
  const shown = room(
    {
      nowPlaying: playing('0', { ...now, durationMs: 3_725_000 }),
      upNext: next.map((text) => song(text.requestId, text)),
      counts: { pending: 3, queued: 17, played: 20, guests: 287 },
    },
    { title: 'Anna & Tom’s wedding', ...more },
  )
  return view(shown, ways)
}

/** A welcome before the music. */
const before = (event: Parameters<typeof room>[1], ways: DisplayView['join'] = way) =>
  view(room({}, { title: 'Anna & Tom’s wedding at the old mill, with all of their friends', ...event }), ways)

export const scenes = {
  music: music(plain),
  'music with the wifi': music(plain, withWifi),
  'music with the longer code': music(plain, withCode),
  'long texts': music(long, withWifi, { title: long[0]?.title ?? '' }),
  'endless words': music(endless, way, { title: endless[0]?.title ?? '' }),
  cjk: music(cjk, withWifi, { title: '結婚披露宴' }),
  arabic: music(arabic, way, { title: 'حفل زفاف' }),
  emoji: music(emoji, way, { title: '🎂🎂🎂' }),
  'music, paused': music(plain, way, { requestsPaused: true }),
  'music, requests closed': music(plain, way, { pages: { requests: false, display: true } }),
  'music in standby': music(plain, way, { status: 'standby' }),
  invitation: before({}),
  'invitation with the wifi': before({}, withWifi),
  standby: before({ status: 'standby' }, withCode),
  paused: before({ requestsPaused: true }),
  closed: before({ pages: { requests: false, display: true } }),
  offline: before({ status: 'offline' }, null),
  'display off': before({ pages: { requests: true, display: false } }),
  'no night': view(null, null),
} as const satisfies Readonly<Record<string, DisplayView>>

/** With covers, which cost time to blur. */
export function withCovers(shown: DisplayView): DisplayView {
  const artworkUrl = '/api/artwork/a'
  const { room: now } = shown
  if (!now) return shown
  return {
    ...shown,
    room: {
      ...now,
      nowPlaying: now.nowPlaying && { ...now.nowPlaying, artworkUrl },
      upNext: now.upNext.map((next) => ({ ...next, artworkUrl })),
    },
  }
}

/** The same, with a song that the DJ has just taken. */
export function announced(shown: DisplayView): DisplayView {
  const { room: now } = shown
  if (!now) return shown
  const fresh = now.upNext.map((next) => ({ ...next, requestId: `${next.requestId} again` }))
  return { ...shown, room: { ...now, upNext: fresh.slice(0, 5), counts: { ...now.counts, queued: 25 } } }
}
