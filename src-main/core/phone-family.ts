/** What a browser calls itself, as far as it helps a person to know their phone again. */
export const phoneFamilies = [
  'iPhone',
  'iPad',
  'Samsung phone',
  'Pixel phone',
  'Android phone',
  'Android tablet',
  'Windows computer',
  'Mac',
  'Linux computer',
  'a phone',
] as const
export type PhoneFamily = (typeof phoneFamilies)[number]

/** In this order: an Android phone also says Linux, a Windows phone says that it is like an iPhone. */
const signs: readonly (readonly [RegExp, PhoneFamily])[] = [
  [/Windows Phone/, 'a phone'],
  [/Android.*\bSM-[A-Z]\d|SamsungBrowser/, 'Samsung phone'],
  [/Android.*\bPixel\b/, 'Pixel phone'],
  [/Android.*Mobile/, 'Android phone'],
  [/Android/, 'Android tablet'],
  [/iPhone|iPod/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Windows NT/, 'Windows computer'],
  [/Macintosh/, 'Mac'],
  [/Linux|CrOS/, 'Linux computer'],
]

/** `a phone` for what says nothing that we know. */
export function phoneFamily(userAgent: string | undefined): PhoneFamily {
  const text = (userAgent ?? '').slice(0, 500)
  return signs.find(([sign]) => sign.test(text))?.[1] ?? 'a phone'
}
