import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { DatabaseProblem } from '../database-problem.ts'
import { connect } from '../link.ts'
import { findServer } from '../postgres/postmaster-file.ts'
import { type EmbeddedServer, startEmbedded } from '../postgres/start-embedded.ts'
import { quiet } from '../test-database.ts'

/** A home for the tests of one file. Making a database takes seconds on a busy machine: most tests share one. */
export function testHome() {
  const undoes: (() => unknown)[] = []
  let home = ''
  let common = ''
  const dataFolder = () => join(home, 'postgres', 'data')

  async function makeFolder(): Promise<string> {
    return mkdtemp(join(tmpdir(), 'cueline-embedded-'))
  }

  beforeAll(async () => {
    common = await makeFolder()
  })
  beforeEach(() => {
    home = common
  })
  afterEach(async () => {
    for (const undo of undoes.splice(0).reverse()) await undo()
    // Whatever a test left running is found by its folder and stopped as the app does it.
    if ((await findServer(dataFolder())) !== null) await (await startEmbedded({ home, log: quiet })).stop()
    if (home !== common) await rm(home, { recursive: true, force: true })
  })
  afterAll(() => rm(common, { recursive: true, force: true }))

  return {
    home: () => home,
    data: dataFolder,

    /** For one test: an empty home, or one of this name within an empty folder. */
    async moveToFresh(name?: string): Promise<void> {
      const outer = await makeFolder()
      home = name === undefined ? outer : join(outer, name)
      if (name === undefined) return
      await chmod(outer, 0o711)
      undoes.push(() => {
        home = outer
      })
    },

    /** Runs after the test, last first. */
    undo(undo: () => unknown): void {
      undoes.push(undo)
    },

    /** A server that the end of the test leaves. */
    async start(): Promise<EmbeddedServer> {
      const server = await startEmbedded({ home, log: quiet })
      undoes.push(() => server.stop())
      return server
    },
  }
}

export async function ask(url: string, text: string): Promise<readonly Record<string, unknown>[]> {
  const client = connect(url)
  try {
    return await client.unsafe(text)
  } finally {
    await client.end({ timeout: 1 })
  }
}

export async function problemOf(work: Promise<unknown>): Promise<DatabaseProblem> {
  const error = await work.then(
    () => null,
    (caught) => caught,
  )
  expect(error).toBeInstanceOf(DatabaseProblem)
  return error as DatabaseProblem
}

/** Looks again and again; the test's own time limit ends it. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(20)
}
