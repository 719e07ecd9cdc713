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
/** Marks above capitals, in the font that is there everywhere. */
const vietnamese = allOf({
  title: 'ĄǺẶ ỘỖ Nơi này có anh, đúng người yêu của tôi ỖỘ ģjpy đẹp nhất trên đời này mãi mãi',
  artist: 'Sơn Tùng M-TP ỄỘ ģjpqy',
  nickname: 'Nguyễn Ỗģy',
})
/** Marks above and below, both directions, and languages with line breaks of their own; a script a song. */
const scripts: readonly Text[] = [
  {
    title: 'ที่นี่มีความรักยิ่งใหญ่ กู้หัวใจให้ฉันที เพราะเธอคือทุกสิ่งทุกอย่างในชีวิต',
    artist: 'บอดี้สแลม ปู่จ๋าน ลองไมค์',
    nickname: 'กุ้งน้ำปูญี่ปุ่น',
  },
  {
    title: 'तुझे देखा तो ये जाना सनम प्यार होता है दीवाना सनम, कुर्सी हूँ',
    artist: 'कुमार सानू और लता मंगेशकर',
    nickname: 'ऐश्वर्या',
  },
  {
    title: 'שִׁיר לַשָּׁלוֹם ולכל החברים שלי שאוהבים לרקוד עד הבוקר בלי להפסיק',
    artist: 'עופרה חזה',
    nickname: 'נועה',
  },
  {
    title: 'אהבה (feat. Mia) — Live 2024 בתל אביב',
    artist: 'Static & Ben El סטטיק ובן אל',
    nickname: 'Noa נועה',
  },
  { title: 'مُجھے پیار ہُوا تھا — گُلّی بَوائے', artist: 'نصرت فتح علی خان', nickname: 'عائشہ' },
  {
    title: '봄날은 간다 그리고 우리가 함께 춤추던 그 여름밤의 아름다운 이야기',
    artist: '방탄소년단',
    nickname: '지민',
  },
]

function music(
  texts: readonly Text[],
  ways: DisplayView['join'] = way,
  more: Parameters<typeof room>[1] = {},
  title = texts[0]?.title,
) {
  const [now, ...next] = texts.map((text, at) => ({
    ...text,
    ...(at === 0 && title !== undefined ? { title } : {}),
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

/** The same, with what the DJ tells the room; the last one stands first when all come at once. */
function telling(shown: DisplayView, ...texts: readonly string[]): DisplayView {
  const notices = texts.map((text) => ({ id: text, text, remainingMs: null }))
  return shown.room ? { ...shown, room: { ...shown.room, notices } } : shown
}

/** The same, with other songs. */
function changed(shown: DisplayView, change: Parameters<typeof room>[0]): DisplayView {
  return shown.room ? { ...shown, room: { ...shown.room, ...change } } : shown
}

/** The same, with a song of Spotify that is paused. */
function onSpotify(shown: DisplayView): DisplayView {
  const now = shown.room?.nowPlaying
  if (!now) return shown
  const spotifyUrl = 'https://open.spotify.com/track/1'
  return changed(shown, { nowPlaying: { ...now, spotifyUrl, paused: true } })
}

const longWelcome =
  'Welcome to the old mill, dear family and friends from near and far: ask for whatever you have always wanted to dance to, eat and drink as much as you can, and do not let the grandparents go home before midnight, because that is when the cake comes and the band from the village plays its last waltz'

const longNotice =
  'The last bus to the station leaves at half past one from the car park behind the barn; taxis wait at the gate all night'

export const scenes = {
  music: music(plain),
  'music with the wifi': music(plain, withWifi),
  'music with the longer code': music(plain, withCode),
  'long texts': music(long, withWifi, { title: long[0]?.title ?? '' }),
  'a long word': music(plain, withWifi, {}, 'Supercalifragilisticexpialidocious'),
  'endless words': music(endless, way, { title: endless[0]?.title ?? '' }),
  cjk: music(cjk, withWifi, { title: '結婚披露宴' }),
  arabic: music(arabic, way, { title: 'حفل زفاف' }),
  emoji: music(emoji, way, { title: '🎂🎂🎂' }),
  vietnamese: music(vietnamese, way, { title: vietnamese[0]?.title ?? '' }),
  scripts: music(scripts, way, { title: scripts[0]?.title ?? '' }),
  'scripts from right to left': music(scripts.slice(2), way, { title: scripts[2]?.title ?? '' }),
  'music, paused': music(plain, way, { requestsPaused: true }),
  'music, requests closed': music(plain, way, { pages: { requests: false, display: true } }),
  'music in standby': music(plain, way, { status: 'standby' }),
  between: changed(music(plain), { nowPlaying: null }),
  'between, closed': changed(music(plain, way, { pages: { requests: false, display: true } }), {
    nowPlaying: null,
  }),
  'nothing next': changed(music(plain), {
    upNext: [],
    counts: { pending: 0, queued: 0, played: 4, guests: 31 },
  }),
  'on Spotify': onSpotify(music(plain)),
  'on Spotify, long texts': onSpotify(music(long, withWifi)),
  practice: { ...music(plain), practice: true },
  'practice, long texts': { ...music(long, withWifi), practice: true },
  'practice, notice': { ...telling(music(plain, withWifi), longNotice), practice: true },
  'practice in the invitation': { ...before({ welcome: longWelcome }, withWifi), practice: true },
  invitation: before({}),
  'invitation with the wifi': before({}, withWifi),
  'invitation with a welcome': before({ welcome: 'Ask for what you love. We play it for you.' }),
  'invitation with a long welcome': before({ welcome: longWelcome }, withWifi),
  'invitation with an endless welcome': before({ welcome: 'w'.repeat(300) }),
  'invitation, welcome and notice': telling(before({ welcome: longWelcome }, withWifi), longNotice),
  standby: before({ status: 'standby' }, withCode),
  paused: before({ requestsPaused: true }),
  closed: before({ pages: { requests: false, display: true } }),
  offline: before({ status: 'offline' }, null),
  'display off': before({ pages: { requests: true, display: false } }),
  'no night': view(null, null),
  notice: telling(music(plain), 'The buffet is open'),
  'notices, long texts': telling(music(long, withWifi), longNotice, longNotice.slice(0, 60)),
  'notices, cjk': telling(
    music(cjk, withWifi),
    '終電は一時半に出発します。駐車場の裏からバスが出ますので、お忘れ物のないように',
  ),
  'notice, arabic': telling(
    music(arabic),
    'آخر حافلة تغادر في الساعة الواحدة والنصف من موقف السيارات خلف القاعة',
  ),
  'notice, emoji': telling(music(emoji), '🎂👨‍👩‍👧‍👦 Cake at midnight 🎂🪩🪩🪩'),
  'notice, endless word': telling(music(endless), `${endless[0]?.title}${endless[0]?.title}`),
  'notice in the invitation': telling(before({}, withWifi), longNotice),
  'notice while offline': telling(before({ status: 'offline' }, null), 'Please drive home safely'),
  'invitation, cjk': view(
    room({}, { title: '結婚披露宴と夜に駆ける少女のための長い長い題名の宴' }),
    withWifi,
  ),
  'invitation, arabic': view(
    room({}, { title: 'حفل زفاف آنا وتوم في الطاحونة القديمة مع جميع الأصدقاء' }),
    way,
  ),
  'offline, emoji': view(room({}, { title: '🎂🎂🎂'.repeat(12), status: 'offline' }), null),
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

/** The same, with so many of the songs to come just taken by the DJ. */
export function announced(shown: DisplayView, count: 1 | 5): DisplayView {
  const songs = shown.room?.upNext.slice(0, count) ?? []
  return { ...shown, accepted: songs.map((song, at) => ({ ...song, acceptedAt: at + 1 })) }
}
