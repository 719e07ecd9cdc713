import { createInterface } from 'node:readline/promises'
import { ConfigProblem, readConfig } from '../src-main/config.ts'
import { checkCommand } from './commands/check.ts'
import type { Command } from './commands/command.ts'
import { kitCommand } from './commands/kit.ts'
import { migrateCommand } from './commands/migrate.ts'
import { usersCommand } from './commands/users.ts'
import { DatabaseProblem } from './database-problem.ts'
import { exportBefore } from './export-database.ts'
import { startEmbedded } from './postgres/start-embedded.ts'

/** `npm run db:*`: out/main/db-tools.js with the command's name. Works on DATABASE_URL or the embedded server. */
const commands: Readonly<Record<string, Command>> = {
  migrate: migrateCommand,
  check: checkCommand,
  users: usersCommand,
  push: kitCommand('push'),
  studio: kitCommand('studio'),
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

function complain(line: string): void {
  process.stderr.write(`${line}\n`)
}

async function confirm(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) return false
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  // While it asks, the terminal hands Ctrl-C to the question alone.
  terminal.on('SIGINT', () => process.emit('SIGINT'))
  const answer = await terminal.question(`${question} [y/N] `)
  terminal.close()
  return /^y(es)?$/i.test(answer.trim())
}

const log = {
  info: () => {},
  warn: (message: string) => complain(message),
  error: (message: string) => complain(message),
}

async function run(name: string | undefined, args: readonly string[]): Promise<number> {
  const command = commands[name ?? '']
  if (command === undefined) {
    complain(`Say what to do with the database: ${Object.keys(commands).join(', ')}.`)
    return 2
  }
  const config = readConfig(process.env)
  const embedded = config.databaseUrl === null ? await startEmbedded({ home: config.home, log }) : null
  const url = config.databaseUrl ?? embedded?.url ?? ''
  try {
    return await Promise.race([
      command({ url, args, exportBefore: exportBefore(url, config.home), print, confirm }),
      stopped,
    ])
  } finally {
    await embedded?.stop()
  }
}

/** Whoever ends a command ends the embedded server with it, in order. Resolves to the exit code. */
const stopped = new Promise<number>((resolve) => {
  process.on('SIGINT', () => resolve(130))
  process.on('SIGTERM', () => resolve(143))
  process.on('SIGHUP', () => resolve(129))
})

const [name, ...args] = process.argv.slice(2)
process.exitCode = await run(name, args).catch((error) => {
  const isWorded = error instanceof DatabaseProblem || error instanceof ConfigProblem
  complain(isWorded ? error.message : String(error?.stack ?? error))
  return 1
})
// A connection or a question may still be open then.
void stopped.then(() => process.exit())
