import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { app, BrowserWindow, dialog } from 'electron'
import type { SheetView } from '../src-main/contract/lan-view.ts'
import type { EventReport } from '../src-main/contract/night-report.ts'
import type { View } from './late-view.ts'
import { sheetOptions } from './windows.ts'
import { words } from './words.ts'

type Deps = {
  readonly preload: string
  readonly url: string
  /** What is printed; `null` without a night or an address. */
  sheet(): SheetView | null
  report(error: unknown): void
}

type SheetKind = keyof typeof words.saveSheet
type Content = SheetView | EventReport
type Saved =
  | { readonly ok: true; readonly value: string | null }
  | { readonly ok: false; readonly error: { readonly code: 'no-address' | 'sheet-failed' } }

export type Sheets = ReturnType<typeof createSheets>

/** Milliseconds for the page to paint itself. */
const paintTime = 15_000

/** Makes a poster, table cards or a report of our own page, in a window that nobody sees, and saves it where the DJ says. */
export function createSheets({ preload, url, sheet, report }: Deps) {
  let window: BrowserWindow | null = null
  let content: Content | null = null

  async function print(kind: SheetKind | 'report', shown: Content): Promise<Buffer> {
    const printing = new BrowserWindow(sheetOptions({ preload, icon: undefined }))
    window = printing
    content = shown
    try {
      await Promise.all([isPainted(printing), printing.loadURL(`${url}?kind=${kind}`)])
      return await printing.webContents.printToPDF({ printBackground: true, preferCSSPageSize: true })
    } finally {
      window = null
      content = null
      printing.destroy()
    }
  }

  async function saveAs(
    parent: BrowserWindow,
    { title, name }: { readonly title: string; readonly name: string },
    kind: SheetKind | 'report',
    shown: Content,
  ): Promise<Saved> {
    const { canceled, filePath } = await dialog.showSaveDialog(parent, {
      title,
      defaultPath: join(app.getPath('documents'), `${shown.fileName} ${name}.pdf`),
      filters: [{ name: words.pdfFiles, extensions: ['pdf'] }],
    })
    if (canceled || !filePath) return { ok: true, value: null }
    // One after the other: there is one window for it.
    if (window !== null) return { ok: false, error: { code: 'sheet-failed' } }
    try {
      await writeFile(filePath, await print(kind, shown))
      return { ok: true, value: filePath }
    } catch (error) {
      report(error)
      return { ok: false, error: { code: 'sheet-failed' } }
    }
  }

  const view: View<Content | null> = { current: () => content, subscribe: () => () => {} }

  return {
    contents: () => window?.webContents ?? null,
    view,

    /** The file's path; `null` when the DJ cancelled. Refuses with `no-address` or `sheet-failed`. */
    async save(parent: BrowserWindow, kind: SheetKind): Promise<Saved> {
      const shown = sheet()
      if (shown === null) return { ok: false, error: { code: 'no-address' } }
      return saveAs(parent, words.saveSheet[kind], kind, shown)
    },

    /** The same of a night that was reported. */
    saveReport: (parent: BrowserWindow, night: EventReport): Promise<Saved> =>
      saveAs(parent, words.saveReport, 'report', night),
  }
}

/** The page says so by its title, once its fonts and codes are there. */
function isPainted(window: BrowserWindow): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the sheet did not paint itself in time')), paintTime)
    const end = (settle: () => void) => {
      clearTimeout(timer)
      settle()
    }
    window.webContents.on('page-title-updated', (_, title) => title === 'painted' && end(resolve))
    window.webContents.once('render-process-gone', () =>
      end(() => reject(new Error('the sheet’s page ended'))),
    )
  })
}
