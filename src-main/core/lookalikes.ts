/** Letters that only look like Latin ones, and signs that stand for letters: what somebody reads who looks at them. */

const alphabets: readonly (readonly [from: string, to: string])[] = [
  // Cyrillic
  ['авекмнорстухіѕјԁһӏпгьѵԛԝ', 'abekmhopctyxisjdhlnrbvqw'],
  // Greek
  ['αβεηικνορτυχγωμς', 'abenikvoptuxywmc'],
  // Small capitals, and letters that are written otherwise
  ['ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢɑɡɩıøłđħ', 'abcdefghijklmnoprstuvwyzagiioldh'],
]

const lookalikes = new Map(
  alphabets.flatMap(([from, to]) => [...from].map((letter, at) => [letter, to.charAt(at)] as const)),
)

/** White letters in circles and boxes, and those that flags are made of: each of these begins an alphabet. */
const pictured = [0x1f150, 0x1f170, 0x1f1e6] as const

/** The text in Latin letters, as it looks; marks around and through letters are gone. Of what looks like none nothing changes. */
export function asLatin(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Me}|\p{Script=Inherited}/gu, '')
    .toLowerCase()
    .replace(/[\u{1f150}-\u{1f1ff}]/gu, unpictured)
    .replace(/\P{ASCII}/gu, (letter) => lookalikes.get(letter) ?? letter)
}

function unpictured(sign: string): string {
  const point = sign.codePointAt(0) ?? 0
  const first = pictured.find((start) => point >= start && point < start + 26)
  return first === undefined ? sign : String.fromCharCode(0x61 + point - first)
}

const signs: Readonly<Record<string, string>> = {
  '€': 'e',
  '£': 'l',
  '¢': 'c',
  '¡': 'i',
  '6': 'g',
  '8': 'b',
  '9': 'g',
}

/** What a text with signs in its words may be meant to be: `me1on` and `me|on`, `m.el.on` and `m🔥elon`. */
export function meantBy(text: string): readonly string[] {
  const spelled = text.replace(/\S+/gu, (word) =>
    /\p{L}/u.test(word) ? word.replace(/[€£¢¡689]/g, (sign) => signs[sign] ?? sign) : word,
  )
  return ['i', 'l'].map((stroke) =>
    spelled.replace(/(?<=\p{L})[1|]|[1|](?=\p{L})/gu, stroke).replace(/[^\p{L}\p{N}\p{M}\s@$!]+/gu, ''),
  )
}

const star = /(?<=\p{L})[*#](?=\p{L})/u
const [mostStars, mostStarred, longestStarred] = [2, 4, 24]

/** Words with stars between their letters, with each vowel for the first of these: `m*lon` is `melon`, too. */
export function starred(text: string): readonly string[] {
  const words = text.split(/\s+/u).filter((word) => word.length <= longestStarred && star.test(word))
  return words.slice(0, mostStarred).flatMap((word) => withVowels(word, mostStars))
}

function withVowels(word: string, stars: number): readonly string[] {
  if (stars === 0 || !star.test(word)) return [word]
  return [...'aeiou'].flatMap((vowel) => withVowels(word.replace(star, vowel), stars - 1))
}
