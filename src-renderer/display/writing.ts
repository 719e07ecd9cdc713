/** Scripts (and the points of Hebrew) with marks above and below their letters, which lines as close as those of Latin would cut or run into each other. */
const tall =
  /[\p{Script=Arabic}\p{Script=Bengali}\p{Script=Devanagari}\p{Script=Ethiopic}\p{Script=Gujarati}\p{Script=Gurmukhi}\p{Script=Kannada}\p{Script=Khmer}\p{Script=Lao}\p{Script=Malayalam}\p{Script=Myanmar}\p{Script=Oriya}\p{Script=Sinhala}\p{Script=Syriac}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Thaana}\p{Script=Thai}\p{Script=Tibetan}\u0591-\u05c7]/u

/** Languages that can be told by their script, and need their own line breaks and shapes of letters. */
const languages: readonly (readonly [script: RegExp, language: string])[] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'ja'],
  [/\p{Script=Hangul}/u, 'ko'],
]

/** Whether a text needs higher lines. */
export function isTall(text: string): boolean {
  return tall.test(text)
}

/** How an element says in which script its text is: its own direction, whichever way the page runs, and the room its marks need. */
export function writingOf(text: string) {
  const language = languages.find(([script]) => script.test(text))?.[1]
  return { dir: 'auto', lang: language, 'data-tall': isTall(text) } as const
}
