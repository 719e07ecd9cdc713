// Words for the person at the terminal; always on stderr, so that stdout stays free for JSON.
import { spawn } from 'node:child_process'
import { constants } from 'node:os'

export function say(words) {
  process.stderr.write(`cueline: ${words}\n`)
}

/** A refusal that is told in words, without a stack. */
export function refuse(words) {
  const error = new Error(words)
  error.name = 'Refusal'
  return error
}

/** Prints what went wrong (the stack only for a bug) and ends the process. */
export function failWith(error) {
  say(error?.name === 'Refusal' ? error.message : (error?.stack ?? String(error)))
  process.exit(1)
}

export function seconds(milliseconds) {
  const value = milliseconds / 1000
  return value < 10 ? `${value.toFixed(1)} s` : `${Math.round(value)} s`
}

/** Does `work`, says that it began, that it still runs (every 10 s) and how long it took. */
export async function step(words, work) {
  const began = Date.now()
  say(`${words} …`)
  const ticking = setInterval(() => say(`${words} … ${seconds(Date.now() - began)}`), 10_000)
  try {
    const result = await work()
    say(`${words}: done in ${seconds(Date.now() - began)}`)
    return result
  } finally {
    clearInterval(ticking)
  }
}

const longestWords = 4000

/** Runs a command in silence; throws its words (first and last) when it fails. Returns stdout. */
export async function runQuietly(command, args, options = {}) {
  const result = await tryQuietly(command, args, options)
  if (result.code !== 0) {
    throw refuse(`"${[command, ...args].join(' ')}" failed (${result.code}):\n${shorten(result.all.trim())}`)
  }
  return result.stdout
}

function shorten(words) {
  if (words.length <= longestWords) return words
  return `${words.slice(0, longestWords / 2)}\n…\n${words.slice(-longestWords / 2)}`
}

/** Runs a command in silence; never throws. `code` is 127 when there is no such command. */
export function tryQuietly(command, args, { timeout, ...options } = {}) {
  return new Promise((resolve) => {
    let stdout = ''
    let all = ''
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], timeout, ...options })
    child.stdout.on('data', (data) => {
      stdout += data
      all += data
    })
    child.stderr.on('data', (data) => {
      all += data
    })
    child.on('error', (error) => resolve({ code: 127, stdout, all: `${all}${error.message}` }))
    child.on('close', (code, signal) => resolve({ code: code ?? signalCode(signal), stdout, all }))
  })
}

/** The exit code that a shell gives for a process ended by `signal`. */
export function signalCode(signal) {
  return 128 + (constants.signals[signal] ?? 0)
}
