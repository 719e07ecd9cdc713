import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from './support/places.ts'

/**
 * Nights on bad wifi with a server that is killed again and again; every list of findings should be empty. A program of its
 * own (`tests/chaos/long-chaos.ts`), since its phones are web pages and know the types of browsers.
 */
export async function benchChaos(): Promise<unknown> {
  const running = promisify(execFile)(process.execPath, [join(root, 'out', 'bench', 'long-chaos.js')])
  running.child.stderr?.pipe(process.stderr)
  return JSON.parse((await running).stdout)
}
