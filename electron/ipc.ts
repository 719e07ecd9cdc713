import type { IpcMain, IpcMainEvent, IpcMainInvokeEvent, WebContents } from 'electron'
import type { View } from './late-view.ts'
import type { PageName, Pages } from './pages.ts'
import { createViewChanges } from './view-changes.ts'

/** The names that preloads know. */
export const channels = {
  call: 'cueline:call',
  watch: 'cueline:watch',
  view: 'cueline:view',
  follow: 'cueline:follow',
  change: 'cueline:change',
} as const

export type Door = {
  readonly pages: Pages
  /** The window that shows a page, while there is one. */
  contentsOf(page: PageName): WebContents | null
  call(name: string, input: unknown): Promise<unknown>
  readonly views: Readonly<Record<PageName, View<unknown>>>
}

/** Opens the one door between pages and main: commands up, views down. Strangers get nothing. */
export function bindIpc(ipcMain: Pick<IpcMain, 'handle' | 'on'>, door: Door): void {
  const watching = new Map<number, () => void>()
  const following = new Map<number, () => void>()

  ipcMain.handle(channels.call, async (event, name: unknown, input: unknown) => {
    // The display is seen by everybody and touched by nobody: it may only watch.
    if (senderOf(event, door) !== 'console') throw new Error('not allowed')
    return door.call(String(name), input)
  })

  ipcMain.on(channels.watch, (event) => {
    const page = senderOf(event, door)
    if (page) watch(event.sender, watching, door.views[page], (view) => [channels.view, view])
  })

  ipcMain.on(channels.follow, (event) => {
    if (senderOf(event, door) !== 'console') return
    const changes = createViewChanges()
    watch(event.sender, following, door.views.console, (view) => [channels.change, changes(Object(view))])
  })

  /** A page that was loaded anew asks again and takes the place of the earlier one. */
  function watch(
    contents: WebContents,
    undoes: Map<number, () => void>,
    view: View<unknown>,
    message: (view: unknown) => readonly [channel: string, content: unknown],
  ): void {
    const { id } = contents
    if (undoes.has(id)) undoes.get(id)?.()
    else {
      contents.once('destroyed', () => {
        undoes.get(id)?.()
        undoes.delete(id)
      })
    }
    const push = (current: unknown) => {
      if (!contents.isDestroyed() && !contents.isCrashed()) contents.send(...message(current))
    }
    undoes.set(id, view.subscribe(push))
    push(view.current())
  }
}

/** Which of our pages speaks: in its own window, not in a frame inside it. `null` for strangers. */
export function senderOf(
  { sender, senderFrame }: Pick<IpcMainEvent | IpcMainInvokeEvent, 'sender' | 'senderFrame'>,
  { pages, contentsOf }: Pick<Door, 'pages' | 'contentsOf'>,
): PageName | null {
  if (!senderFrame || senderFrame.parent !== null) return null
  const page = pages.at(senderFrame.url)
  return page && contentsOf(page)?.id === sender.id ? page : null
}
