import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { DatabaseProblem } from '../db/database-problem.ts'
import { createLog } from './adapters/log.ts'
import { compose } from './compose.ts'
import { ConfigProblem, readConfig } from './config.ts'
import type { ConsoleView } from './contract/console-view.ts'
import { showDisplayToken } from './core/display-token.ts'
import type { CatalogueSource, Event } from './core/event.ts'
import { isPin } from './core/pin.ts'
import { wordsFor } from './core/refusals.ts'
import type { Result } from './core/result.ts'
import type { User } from './core/user.ts'
import type { Services } from './services.ts'

/** The headless guest server: `npm run serve -- --event "Title" …`. One line of JSON when ready, logs to stderr. */

const usage =
  'usage: npm run serve -- --event "Title" [--catalogue FILE_OR_FOLDER] [--auto-approve] [--pin 4827] [--max-requests N] [--user NAME]'

const options = {
  event: { type: 'string' },
  catalogue: { type: 'string' },
  'auto-approve': { type: 'boolean' },
  pin: { type: 'string' },
  'max-requests': { type: 'string' },
  user: { type: 'string' },
} as const satisfies ParseArgsConfig['options']

/** Why it can't serve, worded for who typed the command. */
class ServeProblem extends Error {
  override readonly name = 'ServeProblem'
}

type Wanted = {
  readonly title: string
  readonly catalogue: CatalogueSource | undefined
  readonly autoApprove: boolean | undefined
  readonly pin: string | undefined
  readonly maxRequestsPerGuest: number | undefined
  readonly user: string | undefined
}

/** Music lists are waited for before "ready", so that the first search finds; a long scan goes on beside it. */
const catalogueWaitMs = 30_000

async function readWanted(args: readonly string[]): Promise<Wanted> {
  const { values } = parse(args)
  const title = values.event?.trim()
  if (!title) throw new ServeProblem(`--event needs a title.\n${usage}`)
  if (values.pin !== undefined && !isPin(values.pin))
    throw new ServeProblem('--pin takes exactly four digits.')
  const limit = values['max-requests']
  if (limit !== undefined && !/^\d{1,4}$/.test(limit))
    throw new ServeProblem('--max-requests takes a number; 0 = no limit.')
  return {
    title,
    catalogue: values.catalogue === undefined ? undefined : await sourceOf(values.catalogue),
    autoApprove: values['auto-approve'],
    pin: values.pin,
    maxRequestsPerGuest: limit === undefined ? undefined : Number(limit),
    user: values.user?.trim().toLowerCase(),
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, strict: true })
  } catch (error) {
    throw new ServeProblem(`${error instanceof Error ? error.message : error}\n${usage}`)
  }
}

async function sourceOf(path: string): Promise<CatalogueSource> {
  const absolute = resolve(path)
  const found = await stat(absolute).catch(() => null)
  if (!found) throw new ServeProblem(`--catalogue: there is no file or folder ${absolute}.`)
  return { kind: found.isDirectory() ? 'folder' : 'file', path: absolute }
}

function orStop<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new ServeProblem(wordsFor(result.error))
}

async function pickUser({ accounts }: Services, name: string | undefined): Promise<User> {
  const users = await accounts.list()
  if (name !== undefined) {
    const named = users.find((user) => user.username === name)
    if (!named) throw new ServeProblem(`There is no account named ${name}.`)
    return named
  }
  const [first, ...others] = users
  if (others.length > 0) {
    throw new ServeProblem(
      `Several accounts exist; choose one with --user: ${users.map((user) => user.username).join(', ')}`,
    )
  }
  return first ?? (await accounts.makeUnclaimed())
}

/** The newest open night of this title goes on with its stored values; what was given replaces them. */
async function openNight(services: Services, user: User, wanted: Wanted): Promise<Event> {
  const { nights, catalogue } = services
  if (wanted.catalogue) orStop(await catalogue.check(wanted.catalogue))
  const known = await nights.newestOfTitle(user.id, wanted.title)
  if (known) await nights.open(known)
  else
    orStop(
      await nights.create(user.id, {
        title: wanted.title,
        catalogue: wanted.catalogue ?? null,
        pin: wanted.pin,
      }),
    )
  if (known && wanted.catalogue) orStop(await nights.setCatalogue(null, wanted.catalogue))
  return orStop(
    await nights.change(null, {
      status: 'live',
      ...(wanted.pin === undefined ? {} : { pin: wanted.pin }),
      config: {
        ...(wanted.autoApprove === undefined ? {} : { autoApprove: wanted.autoApprove }),
        ...(wanted.maxRequestsPerGuest === undefined
          ? {}
          : { maxRequestsPerGuest: wanted.maxRequestsPerGuest }),
      },
    }),
  )
}

async function catalogueRead({ catalogue }: Services): Promise<void> {
  const reading = () => catalogue.state().phase === 'scanning'
  if (!reading()) return
  await new Promise<void>((done) => {
    const timer = setTimeout(finish, catalogueWaitMs)
    const undo = catalogue.onChange(() => reading() || finish())
    function finish(): void {
      clearTimeout(timer)
      undo()
      done()
    }
  })
}

function whyNot(view: ConsoleView): string {
  if (view.phase === 'broken') return view.words
  if (view.phase !== 'migration') return 'Cueline could not start.'
  return `The database at ${view.report.place} needs an update first. Run "npm run db:migrate": it tells what it will do, and asks.`
}

async function main(): Promise<void> {
  const wanted = await readWanted(process.argv.slice(2))
  const config = readConfig(process.env)
  const log = createLog({ home: config.home, name: 'serve', stderr: true })
  const nowhere = { read: async () => ({}), write: async () => {} }
  let opened: Event | undefined
  const composition = compose(config, {
    log,
    settingsFile: nowhere,
    // Before the door opens: a phone that comes back must not be told that it is a stranger.
    openNight: async (services) => {
      opened = await openNight(services, await pickUser(services, wanted.user), wanted)
    },
  })

  let closing: Promise<void> | undefined
  function close(): Promise<void> {
    closing ??= composition.close()
    return closing
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => void close().finally(() => process.exit(0)))
  }

  try {
    const services = await composition.started()
    const view = composition.consoleView.current()
    if (!services || !opened) {
      throw new ServeProblem(whyNot(view))
    }
    await catalogueRead(services)
    const { url: reached, port } = composition.address()
    if (port === null) throw new ServeProblem(composition.network().words)
    // In no network it still serves this machine.
    const url = reached ?? `http://127.0.0.1:${port}`
    const joinUrl = `${url}/#${opened.config.bypassToken}`
    const link = services.displayLink.current()
    const displayUrl = link && `${url}/display#${showDisplayToken(link.token)}`
    process.stdout.write(
      `${JSON.stringify({ ready: true, url, pin: opened.pin, joinUrl, displayUrl, eventId: opened.id })}\n`,
    )
  } catch (error) {
    await close()
    throw error
  }
}

main().catch((error: unknown) => {
  const expected =
    error instanceof ServeProblem || error instanceof ConfigProblem || error instanceof DatabaseProblem
  process.stderr.write(`${expected ? error.message : (error as Error).stack}\n`)
  process.exit(1)
})
