import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import type { CommandContext } from './command.ts'
import { withClient } from './migrate.ts'

/** Runs drizzle-kit, a tool for developers, in a checkout. */
export function kitCommand(name: 'push' | 'studio') {
  return async ({ url, args, print }: CommandContext): Promise<number> => {
    if (name === 'push' && (await holdsAccounts(url))) {
      print(
        'db:push is for trying a change of db/schema.ts on a database without accounts: it drops the policies that keep tenants apart. Use db:migrate.',
      )
      return 1
    }
    if (name === 'push' && !process.stdin.isTTY && !args.includes('--force')) {
      print(
        'db:push asks before it changes anything, and nobody is here to answer. Run it in a terminal, or with --force.',
      )
      return 1
    }
    return runKit(name, url, args, print)
  }
}

async function holdsAccounts(url: string): Promise<boolean> {
  return withClient(url, async (client) => {
    const [table] = await client.unsafe(
      `select from pg_tables where schemaname = 'public' and tablename = 'users'`,
    )
    if (!table) return false
    const [account] = await client.unsafe('select from users limit 1')
    return account !== undefined
  })
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

function runKit(
  name: string,
  url: string,
  args: readonly string[],
  print: (line: string) => void,
): Promise<number> {
  const checkout = resolve('.')
  let program: string
  try {
    program = join(dirname(createRequire(join(checkout, 'package.json')).resolve('drizzle-kit')), 'bin.cjs')
  } catch {
    print(`db:${name} needs drizzle-kit: run it in a checkout of Cueline, not in the packed app.`)
    return Promise.resolve(1)
  }
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [program, name, '--config', 'db/drizzle.config.ts', ...args], {
      stdio: 'inherit',
      env: { ...process.env, CUELINE_TOOLS_URL: url },
    })
    // It may be us alone who are told to end.
    const pass = (signal: NodeJS.Signals) => child.kill(signal)
    for (const signal of signals) process.on(signal, pass)
    child.on('error', fail)
    child.on('close', (code) => {
      for (const signal of signals) process.off(signal, pass)
      done(code ?? 0)
    })
  })
}
