import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export type ProcessMemory = { readonly pid: number; readonly name: string; readonly mebibytes: number }

/** The processes below these, and their proportional memory (shared pages counted once among all who share them). */
export function memoryOf(roots: readonly number[]): readonly ProcessMemory[] {
  const parents = parentsOfAll()
  const below = (pid: number): boolean =>
    roots.includes(pid) || (parents.has(pid) && below(parents.get(pid) ?? 0))
  return [...parents.keys()].filter(below).flatMap((pid) => {
    const rollup = read(pid, 'smaps_rollup')
    const kibibytes = Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? Number.NaN)
    // A process that ended meanwhile has no memory; one that we may not look at would falsify the sum.
    if (Number.isNaN(kibibytes) && read(pid, 'stat') === '') return []
    if (Number.isNaN(kibibytes)) throw new Error(`the memory of process ${pid} can't be read`)
    return [{ pid, name: nameOf(pid), mebibytes: kibibytes / 1024 }]
  })
}

/** The process id in the first line of a Postgres data folder's `postmaster.pid`. */
export function postmasterOf(home: string): number {
  return Number(readFileSync(join(home, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n')[0])
}

function parentsOfAll(): ReadonlyMap<number, number> {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return new Map(
    pids.flatMap((pid) => {
      const parent = /^\d+ \(.*\) \S (\d+)/s.exec(read(Number(pid), 'stat'))?.[1]
      return parent === undefined ? [] : [[Number(pid), Number(parent)]]
    }),
  )
}

/** What a person calls it: Electron's kind of process, or what Postgres says it does. */
function nameOf(pid: number): string {
  const words = read(pid, 'cmdline').replaceAll('\0', ' ').trim()
  const kind = /--type=(\S+)/.exec(words)?.[1]
  const service = /--utility-sub-type=(\S+)/.exec(words)?.[1]
  if (kind) return service ?? kind
  if (words.startsWith('postgres:')) return words
  return /postgres/.test(words) ? 'postgres' : 'main'
}

function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}
