// One set-up or build at a time for each clone, also when two commands start in the same moment.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { root } from './places.mjs'
import { say } from './say.mjs'

/** Runs `work` while no other process holds the lock `name` of this clone. A dead holder is ignored. */
export async function withLock(name, work) {
  const clone = createHash('sha256').update(root).digest('hex').slice(0, 12)
  const folder = join(tmpdir(), `cueline-${process.getuid?.() ?? 'user'}-${clone}-${name}.lock`)
  const holderFile = join(folder, 'pid')
  let told = false
  while (!take(folder, holderFile)) {
    const holder = holderOf(holderFile)
    if (holder !== undefined && !isAlive(holder)) rmSync(folder, { recursive: true, force: true })
    else {
      if (!told) say(`waiting for another Cueline command to finish its ${name} …`)
      told = true
      await wait(200)
    }
  }
  try {
    return await work()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function take(folder, holderFile) {
  try {
    mkdirSync(folder)
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
  writeFileSync(holderFile, String(process.pid))
  return true
}

function holderOf(holderFile) {
  try {
    const pid = Number.parseInt(readFileSync(holderFile, 'utf8'), 10)
    return Number.isNaN(pid) ? undefined : pid
  } catch {
    // Between the folder and its pid file, or already gone: look again.
    return undefined
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
