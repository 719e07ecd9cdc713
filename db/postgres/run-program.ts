import { spawn } from 'node:child_process'
import type { Account } from './account.ts'

export type Ended = { readonly code: number | null; readonly output: string }

/** Without the caller's PG* variables, which would steer our programs, and with messages in English. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name))
  return { ...Object.fromEntries(kept), LC_ALL: 'C', TZ: 'UTC' }
}

/** Options that run a program as `account`, from a folder that every account may be in. */
export function runAs(account: Account | null) {
  return {
    cwd: process.platform === 'win32' ? undefined : '/',
    env: plainEnvironment(),
    windowsHide: true,
    ...(account && { uid: account.uid, gid: account.gid }),
  }
}

/** Runs a program to its end; never throws for what it says. */
export function runProgram(
  path: string,
  args: readonly string[],
  account: Account | null,
  input = '',
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(path, args, { ...runAs(account), stdio: ['pipe', 'pipe', 'pipe'] })
    let output = ''
    const collect = (chunk: Buffer) => {
      output += chunk.toString()
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.stdin.on('error', () => {})
    child.on('error', (error) => resolve({ code: null, output: `${output}${error.message}` }))
    child.on('close', (code) => resolve({ code, output }))
    child.stdin.end(input)
  })
}
