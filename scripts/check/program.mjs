import { spawn } from 'node:child_process'
import { root } from '../places.mjs'
import { signalCode } from '../say.mjs'

/** Runs a Node program in the repository, its words on our terminal; resolves to its exit code. */
export function runProgram(script, args, environment = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...environment },
    })
    child.on('error', reject)
    child.on('close', (code, signal) => resolve(code ?? signalCode(signal)))
  })
}
