/** Tables of routes as the systems print them, read as text that may hold anything. What isn't understood is left out. */

const isUp = 1

/** Linux's `/proc/net/route`: adapters with a default route, the preferred one first. */
export function readProcRoutes(text: string): string[] {
  return byMetric(
    linesOf(text).flatMap((line) => {
      const [adapter = '', destination, , flags = '', , , metric = '', mask] = line.trim().split(/\s+/)
      const isDefault = /^0{8}$/.test(destination ?? '') && /^0{8}$/.test(mask ?? '')
      return isDefault && Number.parseInt(flags, 16) & isUp ? [{ name: adapter, metric }] : []
    }),
  )
}

/** macOS' `netstat -rn -f inet`: adapters with a default route, in the system's own order. */
export function readNetstatRoutes(text: string): string[] {
  const lines = linesOf(text).map((line) => line.trim().split(/\s+/))
  const header = lines.find((words) => words[0] === 'Destination') ?? []
  const [flagsAt, adapterAt] = [header.indexOf('Flags'), header.indexOf('Netif')]
  if (flagsAt < 0 || adapterAt < 0) return []
  const rejects = /R/
  return unique(
    lines
      .filter((words) => words[0] === 'default' && !rejects.test(words[flagsAt] ?? 'R'))
      .flatMap((words) => words[adapterAt] ?? []),
  )
}

/** Windows' `route print -4 0.0.0.0` in any language: own addresses with a default route, the preferred one first. */
export function readWindowsRoutes(text: string): string[] {
  const row = /^\s*0\.0\.0\.0\s+0\.0\.0\.0\s+\S.*?\s+(\d{1,3}(?:\.\d{1,3}){3})\s+(\d{1,9})\s*$/
  return byMetric(
    linesOf(text).flatMap((line) => {
      const [, name, metric] = row.exec(line) ?? []
      return name !== undefined && metric !== undefined ? [{ name, metric }] : []
    }),
  )
}

/** No table is longer than this; a line neither. */
const mostLines = 2_000
const longestLine = 500

function linesOf(text: string): string[] {
  return text.split(/\r?\n/, mostLines).filter((line) => line.length <= longestLine)
}

function byMetric(rows: readonly { readonly name: string; readonly metric: string }[]): string[] {
  return unique(
    rows
      .filter(({ name, metric }) => name !== '' && /^\d+$/.test(metric))
      .sort((a, b) => Number(a.metric) - Number(b.metric))
      .map(({ name }) => name),
  )
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)]
}
