import type { BrowserWindowConstructorOptions, Rectangle } from 'electron'

/** The ground token of the pages: what is seen before a page has painted. */
export const ground = '#0b0d10'

export const consoleSize = { width: 1440, height: 900, minWidth: 1024, minHeight: 700 } as const
export const displaySize = { width: 1280, height: 720 } as const

type Made = { readonly preload: string; readonly icon: BrowserWindowConstructorOptions['icon'] | undefined }

/** No page gets more than its preload gives it. */
function shared({ preload, icon }: Made): BrowserWindowConstructorOptions {
  return {
    show: false,
    backgroundColor: ground,
    autoHideMenuBar: true,
    ...(icon ? { icon } : {}),
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      // Views go on coming in while another program is in front.
      backgroundThrottling: false,
    },
  }
}

/**
 * `workArea`: what the monitor has to offer, in DIP; a smaller one gets a smaller window. `bounds`: where it was before,
 * where that can be seen.
 */
export function consoleOptions(
  made: Made & { readonly workArea: Rectangle; readonly bounds?: Rectangle | null },
): BrowserWindowConstructorOptions {
  const { width, height, minWidth, minHeight } = consoleSize
  return {
    ...shared(made),
    title: 'Cueline',
    width: Math.max(minWidth, Math.min(width, made.workArea.width)),
    height: Math.max(minHeight, Math.min(height, made.workArea.height)),
    ...made.bounds,
    minWidth,
    minHeight,
  }
}

/** `monitor`: the one to fill, in DIP; `null` for an ordinary window. */
export function displayOptions(
  made: Made & { readonly monitor: { readonly bounds: Rectangle } | null },
): BrowserWindowConstructorOptions {
  return {
    ...shared(made),
    title: 'Cueline Display',
    minWidth: 480,
    minHeight: 270,
    ...(made.monitor ? { ...made.monitor.bounds, fullscreen: true } : displaySize),
  }
}

/** Never seen: what is printed is painted here. */
export function sheetOptions(made: Made): BrowserWindowConstructorOptions {
  return { ...shared(made), title: 'Cueline Sheet', width: 794, height: 1123, backgroundColor: '#ffffff' }
}
