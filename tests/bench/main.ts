import { cpus, totalmem } from 'node:os'
import { answerCalls, childFlag } from './support/child.ts'
import { say } from './support/say.ts'

/** `npm run bench [-- PART …] [--minutes N]`: measures and prints one JSON object; progress goes to stderr. */

// Loaded when needed: a child carries nothing but what it is for.
const parts = {
  search: async () => (await import('./search.ts')).benchSearch(),
  requests: async () => (await import('./requests.ts')).benchRequests(),
  crowd: async () => (await import('./crowd.ts')).benchCrowd(),
  'fan-out': async () => (await import('./fan-out.ts')).benchFanOut(),
  follow: async () => (await import('./follow.ts')).benchFollow(),
  'start-up': async () => (await import('./start-up.ts')).benchStartUp(),
  memory: async () => (await import('./memory.ts')).benchMemory(),
  doors: async () => (await import('./doors.ts')).benchDoors(),
  chaos: async () => (await import('./chaos.ts')).benchChaos(),
  kill: async () => (await import('./kill.ts')).benchKill(),
  queries: async () => (await import('./queries.ts')).benchQueries(),
  console: async () => (await import('./console.ts')).benchConsole(),
  soak: async (minutes: number) => (await import('./soak/soak.ts')).benchSoak(minutes),
} as const

/** Takes as long as it is told to: only when it is asked for. */
const onlyWhenNamed: readonly string[] = ['soak']
const usualMinutes = 20

const children = {
  attackers: async () => answerCalls((await import('./support/attackers.ts')).attackersProcess),
  visitors: async () => answerCalls((await import('./support/visitors.ts')).visitorsProcess),
  'bare-server': async () => answerCalls((await import('./support/bare-server.ts')).bareServer),
  console: async () => answerCalls((await import('./support/console-process.ts')).consoleProcess),
  guests: async () => answerCalls((await import('./support/guests.ts')).guestsProcess),
  sockets: async () => answerCalls((await import('./support/sockets.ts')).socketsProcess),
} as const

async function main(args: readonly string[]): Promise<void> {
  const [flag, child = ''] = args
  if (flag === childFlag) return children[child as keyof typeof children]()
  const names = Object.keys(parts) as (keyof typeof parts)[]
  const { wanted, minutes } = readArguments(args)
  const unknown = wanted.filter((name) => !(name in parts))
  if (unknown.length > 0) throw new Error(`there is no part "${unknown[0]}"; there are ${names.join(', ')}`)
  const result: Record<string, unknown> = { machine: machine() }
  for (const name of names) {
    if (wanted.length > 0 ? !wanted.includes(name) : onlyWhenNamed.includes(name)) continue
    const began = performance.now()
    say(`measuring ${name}`)
    result[name] = await parts[name](minutes)
    say(`measured ${name} in ${Math.round((performance.now() - began) / 1000)} s`)
  }
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`)
}

function readArguments(args: readonly string[]) {
  const at = args.indexOf('--minutes')
  const minutes = at < 0 ? usualMinutes : Number(args[at + 1])
  if (!(minutes > 0)) throw new Error('--minutes wants a number')
  return { minutes, wanted: at < 0 ? args : args.filter((_, index) => index !== at && index !== at + 1) }
}

function machine() {
  const [first] = cpus()
  return {
    platform: `${process.platform} ${process.arch}`,
    processors: cpus().length,
    processor: first?.model ?? '',
    memoryMiB: Math.round(totalmem() / 2 ** 20),
    node: process.versions.node,
  }
}

await main(process.argv.slice(2))
