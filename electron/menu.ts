import type { MenuItemConstructorOptions } from 'electron'
import { words } from './words.ts'

export type MenuActions = {
  readonly openDisplay: () => void
  readonly closeDisplay: () => void
  readonly showLogs: () => void
}

/** What each platform expects, and no more. `packed`: without the tools of developers. */
export function menuTemplate(
  platform: NodeJS.Platform,
  packed: boolean,
  actions: MenuActions,
): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin'
  const tools: MenuItemConstructorOptions[] = packed
    ? []
    : [{ type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' }]
  return [
    ...(mac ? [{ role: 'appMenu' } as const] : []),
    ...(mac ? [] : [{ role: 'fileMenu' } as const]),
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [
        { label: words.showDisplay, accelerator: 'CmdOrCtrl+Shift+D', click: actions.openDisplay },
        { label: words.closeDisplay, click: actions.closeDisplay },
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        ...tools,
      ],
    },
    { role: 'windowMenu' },
    {
      role: 'help',
      submenu: [
        { label: words.showLogs, click: actions.showLogs },
        ...(mac ? [] : [{ type: 'separator' } as const, { role: 'about' } as const]),
      ],
    },
  ]
}
