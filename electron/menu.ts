import type { MenuItemConstructorOptions } from 'electron'
import { words } from './words.ts'

/** Panels of the console that the menu leads to. */
export type MenuPanel = 'about' | 'keys' | 'readiness' | 'settings'

export type MenuActions = {
  readonly openDisplay: () => void
  readonly closeDisplay: () => void
  readonly showLogs: () => void
  readonly showHome: () => void
  readonly openPanel: (panel: MenuPanel) => void
  /** Of the console's window, whichever is in front: the display fits itself. */
  readonly zoom: (step: 1 | -1 | 0) => void
}

/** What each platform expects, and no more. `packed`: without the tools of developers. */
export function menuTemplate(
  platform: NodeJS.Platform,
  packed: boolean,
  actions: MenuActions,
): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin'
  const about = { label: words.about, click: () => actions.openPanel('about') }
  const settings = {
    label: words.settings,
    accelerator: 'CmdOrCtrl+,',
    click: () => actions.openPanel('settings'),
  }
  const tools: MenuItemConstructorOptions[] = packed
    ? []
    : [{ type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' }]
  return [
    ...(mac ? [macMenu(about, settings)] : []),
    {
      label: words.file,
      submenu: [
        {
          label: words.readiness,
          accelerator: 'CmdOrCtrl+L',
          click: () => actions.openPanel('readiness'),
        },
        { type: 'separator' },
        ...(mac
          ? [{ role: 'close' } as const]
          : [settings, { type: 'separator' } as const, { role: 'quit' } as const]),
      ],
    },
    { role: 'editMenu' },
    {
      label: words.view,
      submenu: [
        { label: words.showDisplay, accelerator: 'CmdOrCtrl+Shift+D', click: actions.openDisplay },
        { label: words.closeDisplay, click: actions.closeDisplay },
        { type: 'separator' },
        ...zoomItems(actions),
        { type: 'separator' },
        { role: 'togglefullscreen' },
        ...tools,
      ],
    },
    { role: 'windowMenu' },
    {
      role: 'help',
      submenu: [
        { label: words.keys, accelerator: 'F1', click: () => actions.openPanel('keys') },
        { type: 'separator' },
        { label: words.showHome, click: actions.showHome },
        { label: words.showLogs, click: actions.showLogs },
        ...(mac ? [] : [{ type: 'separator' } as const, about]),
      ],
    },
  ]
}

/** As every program has it there. */
function macMenu(
  about: MenuItemConstructorOptions,
  settings: MenuItemConstructorOptions,
): MenuItemConstructorOptions {
  return {
    role: 'appMenu',
    submenu: [
      about,
      { type: 'separator' },
      settings,
      { type: 'separator' },
      { role: 'services' },
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      { role: 'quit' },
    ],
  }
}

/** Each by the keys that any keyboard has for it: plus with and without Shift, and the number pad. */
function zoomItems({ zoom }: MenuActions): MenuItemConstructorOptions[] {
  const item = (label: string, step: 1 | -1 | 0, keys: readonly string[]): MenuItemConstructorOptions[] =>
    keys.map((key, index) => ({
      label,
      accelerator: `CmdOrCtrl+${key}`,
      click: () => zoom(step),
      ...(index > 0 && { visible: false, acceleratorWorksWhenHidden: true }),
    }))
  return [
    ...item(words.zoomIn, 1, ['Plus', '=', 'numadd']),
    ...item(words.zoomOut, -1, ['-', 'numsub']),
    ...item(words.zoomReset, 0, ['0', 'num0']),
  ]
}
