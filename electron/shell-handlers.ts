import { join } from 'node:path'
import { app, type BrowserWindow, dialog, type OpenDialogOptions } from 'electron'
import type { DisplayChoice } from '../src-main/contract/display-commands.ts'
import type { ConsoleApp, ShellHandlers } from '../src-main/start-console.ts'
import type { about } from './about.ts'
import type { Display } from './display-window.ts'
import type { Sheets } from './sheets.ts'
import { words } from './words.ts'

export type ShellDeps = {
  readonly window: BrowserWindow
  readonly display: Pick<Display, 'open' | 'close' | 'setChoice' | 'setBlank' | 'look'>
  rememberDisplay(choice: DisplayChoice): Promise<void>
  readonly sheets: Sheets
  readonly nightFiles: ConsoleApp['nightFiles']
  showFolder(which: 'home' | 'logs'): void
  readonly aboutFacts: Parameters<typeof about>[0]
}

const fine = { ok: true, value: null } as const

/** What only a window's shell can do for the console. */
export function shellHandlers({
  window,
  display,
  rememberDisplay,
  sheets,
  nightFiles,
  showFolder,
  aboutFacts,
}: ShellDeps): ShellHandlers {
  async function choose(options: OpenDialogOptions) {
    const { canceled, filePaths } = await dialog.showOpenDialog(window, options)
    return { ok: true, value: canceled ? null : (filePaths[0] ?? null) } as const
  }

  return {
    'shell.chooseFolder': () =>
      choose({ title: words.chooseFolder, buttonLabel: words.useFolder, properties: ['openDirectory'] }),
    'shell.chooseFile': () =>
      choose({
        title: words.chooseFile,
        buttonLabel: words.useFile,
        properties: ['openFile'],
        filters: [
          { name: words.listFiles, extensions: ['csv', 'tsv', 'txt', 'm3u', 'm3u8'] },
          { name: words.allFiles, extensions: ['*'] },
        ],
      }),
    'shell.saveSheet': ({ kind }) => sheets.save(window, kind),
    'shell.saveReport': async ({ eventId }) => {
      const report = await nightFiles.report(eventId)
      return report.ok ? sheets.saveReport(window, report.value) : report
    },
    'shell.saveCsv': async ({ eventId, table }) => {
      const file = await nightFiles.table(eventId, table)
      if (!file.ok) return file
      const { canceled, filePath } = await dialog.showSaveDialog(window, {
        title: words.saveCsv[table],
        defaultPath: join(app.getPath('documents'), file.value.name),
        filters: [{ name: words.csvFiles, extensions: ['csv'] }],
      })
      if (canceled || !filePath) return fine
      const saved = await file.value.save(filePath)
      return saved.ok ? { ok: true, value: filePath } : saved
    },
    'shell.openDisplay': async () => {
      display.open()
      return fine
    },
    'shell.closeDisplay': async () => {
      display.close()
      return fine
    },
    'shell.placeDisplay': async ({ choice }) => {
      display.setChoice(choice)
      display.open()
      await rememberDisplay(choice)
      return fine
    },
    'shell.blankDisplay': async ({ blank }) => {
      display.setBlank(blank)
      return fine
    },
    'shell.about': async () => {
      // Seldom asked for: nothing of it is read before.
      const { about: tell } = await import('./about.ts')
      return { ok: true, value: await tell(aboutFacts) }
    },
    'shell.showFolder': async ({ which }) => {
      showFolder(which)
      return fine
    },
    'shell.lookAtDisplay': async () => ({ ok: true, value: await display.look() }),
  }
}
