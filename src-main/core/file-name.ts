/** Names that Windows keeps for itself, whatever ending they get. */
const reserved = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)/i

/** A night's title as the beginning of a file's name that every system takes: at most 80 characters, never empty. */
export function fileNameOf(title: string): string {
  const cleaned = title.replace(/[\p{C}<>:"/\\|?*]/gu, ' ').replace(/\s+/g, ' ')
  const cut = [...cleaned.replace(/^[. ]+/, '')].slice(0, 80).join('')
  const name = cut.replace(/[. ]+$/, '')
  return name === '' || reserved.test(name) ? `Cueline ${name}`.trim() : name
}
