import { readFileSync } from 'node:fs'

/** Clock ticks a second in /proc, the same on every Linux that Electron runs on. */
const ticksPerSecond = 100

/** Seconds of processor time that a process has used so far, in its own code and in the system's. */
export function processorSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The name, in brackets, may hold anything.
  const [user = 0, system = 0] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number)
  return (user + system) / ticksPerSecond
}

/** Proportional memory in MiB: shared pages count once among all who share them. */
export function proportionalMebibytes(pid: number): number {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
  return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1]) / 1024
}

/** The load of the machine over the last minute, all processes together. */
export function loadNow(): number {
  return Number(readFileSync('/proc/loadavg', 'utf8').split(' ')[0])
}

/** MiB an hour that the samples grow by, as the straight line closest to all of them. */
export function slopePerHour(samples: readonly { readonly hours: number; readonly mebibytes: number }[]) {
  const mean = (values: readonly number[]) =>
    values.reduce((total, value) => total + value, 0) / Math.max(1, values.length)
  const middle = mean(samples.map(({ hours }) => hours))
  const level = mean(samples.map(({ mebibytes }) => mebibytes))
  let [together, spread] = [0, 0]
  for (const { hours, mebibytes } of samples) {
    together += (hours - middle) * (mebibytes - level)
    spread += (hours - middle) ** 2
  }
  return spread === 0 ? 0 : together / spread
}
