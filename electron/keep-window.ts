import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { BrowserWindow } from 'electron'
import { nextZoom, readWindowState, type WindowState } from './window-state.ts'

/** Milliseconds of rest before a place is written down: a window that is being dragged has many. */
const rest = 400

/** What was kept; read at once, since the window waits for it. */
export function keptWindow(path: string): WindowState {
  try {
    return readWindowState(readFileSync(path, 'utf8'))
  } catch {
    return readWindowState(null)
  }
}

/** Keeps where the window is and how large it shows things; answers how to zoom: a step, or 0 for as designed. */
export function keepWindow(window: BrowserWindow, path: string, kept: WindowState) {
  let { zoom } = kept
  let timer: NodeJS.Timeout | undefined

  function write(): void {
    clearTimeout(timer)
    if (window.isDestroyed()) return
    const state: WindowState = { bounds: window.getNormalBounds(), maximised: window.isMaximized(), zoom }
    try {
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(`${path}.new`, JSON.stringify(state))
      renameSync(`${path}.new`, path)
    } catch {
      // A full disk must not keep the window from being moved, or closed.
    }
  }

  function later(): void {
    clearTimeout(timer)
    timer = setTimeout(write, rest)
    timer.unref()
  }

  const show = () => window.webContents.setZoomFactor(zoom)
  for (const moved of ['move', 'resize', 'maximize', 'unmaximize'] as const) {
    window.on(moved as 'move', later)
  }
  window.on('close', write)
  // A page that is loaded anew begins as designed.
  window.webContents.on('did-finish-load', show)

  return {
    zoom(step: 1 | -1 | 0): void {
      zoom = nextZoom(zoom, step)
      show()
      write()
    },
  }
}
