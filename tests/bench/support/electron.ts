import { type ChildProcess, spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { get } from 'node:http'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { electronLaunch } from '../../support/electron-runtime.ts'
import { end } from './serve-night.ts'

export type Started = {
  readonly pid: number
  /** Milliseconds from the start of the process until the first window is visible with its page painted. */
  readonly shown: Promise<number>
  /** Milliseconds until `GET /api/health` of that port answers. */
  up(port: number): Promise<number>
  /** The port of the devtools, where they were asked for. */
  readonly devtools: Promise<number>
  end(): Promise<void>
}

type Options = {
  /** Folder of the app. */
  readonly app: string
  /** Written by `writeWatcher`. */
  readonly watcher: string
  readonly args?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
}

const startMs = 30_000
const pollMs = 4
const mark = '@shown '

/** Starts an app in the real Electron. The same few lines inside tell of any app when its first window shows. */
export function startElectron({ app, watcher, args = [], environment = {} }: Options): Started {
  const { executablePath } = electronLaunch()
  const began = Date.now()
  const child = spawn(executablePath, ['-r', watcher, ...sandbox(), ...args, app], {
    cwd: app,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  })
  const output = watch(child)
  return {
    pid: child.pid ?? 0,
    shown: output.find(new RegExp(`${mark}(\\d+)`)).then((at) => at - began),
    devtools: args.some((arg) => arg.startsWith('--remote-debugging'))
      ? output.find(/DevTools listening on ws:\/\/[^:]+:(\d+)/)
      : Promise.resolve(0),
    async up(port) {
      while (!(await isHealthy(port))) {
        if (Date.now() - began > startMs || child.exitCode !== null)
          throw new Error(`no /api/health after ${Date.now() - began} ms:\n${output.text().slice(-2000)}`)
        await pause(pollMs)
      }
      return Date.now() - began
    },
    end: () => end(child),
  }
}

/** Without a test user in between, root can't have Chromium's sandbox. */
function sandbox(): readonly string[] {
  return process.getuid?.() === 0 && electronLaunch().user === null ? ['--no-sandbox'] : []
}

/** A file that Electron loads before the app (`-r`); returns its path. */
export function writeWatcher(folder: string): string {
  const path = join(folder, 'watch-window.cjs')
  writeFileSync(
    path,
    `const { app } = require('electron')
app.once('browser-window-created', (_, window) => {
  // Both apps show their window at its first paint, so "show" means visible and painted.
  window.once('show', () => process.stdout.write('\\n${mark}' + Date.now() + '\\n'))
})
`,
  )
  return path
}

/** An app that is one empty window, shown the way every careful app does. */
export function writeEmptyApp(folder: string): void {
  writeFileSync(
    join(folder, 'package.json'),
    '{ "name": "empty-window", "version": "1.0.0", "main": "main.cjs" }',
  )
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Empty</title><p>Empty</p>')
  writeFileSync(
    join(folder, 'main.cjs'),
    `const { app, BrowserWindow } = require('electron')
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1440, height: 900, show: false, autoHideMenuBar: true })
  window.once('ready-to-show', () => window.show())
  window.loadFile('index.html')
})
app.on('window-all-closed', () => app.quit())
`,
  )
}

function watch(child: ChildProcess) {
  let text = ''
  const seekers = new Set<() => void>()
  const take = (data: Buffer) => {
    text += data.toString()
    for (const seek of [...seekers]) seek()
  }
  child.stdout?.on('data', take)
  child.stderr?.on('data', take)
  return {
    text: () => text,
    /** The number in the first match, once it was written. */
    find(pattern: RegExp): Promise<number> {
      return new Promise((resolve, reject) => {
        const fail = (why: string) => reject(new Error(`Electron ${why}:\n${text.slice(-2000)}`))
        const timer = setTimeout(() => fail(`never wrote ${pattern.source}`), startMs)
        const seek = () => {
          const found = pattern.exec(text)?.[1]
          if (found === undefined) return
          clearTimeout(timer)
          seekers.delete(seek)
          resolve(Number(found))
        }
        seekers.add(seek)
        child.once('error', reject)
        child.once('close', (code) => {
          clearTimeout(timer)
          fail(`ended (${code})`)
        })
        seek()
      })
    },
  }
}

function isHealthy(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get({ host: '127.0.0.1', port, path: '/api/health', agent: false }, (answer) => {
      answer.resume()
      resolve(answer.statusCode === 200)
    })
    request.once('error', () => resolve(false))
    request.setTimeout(1_000, () => request.destroy())
  })
}
