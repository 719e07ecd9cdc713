import type { App, Session, WebContents } from 'electron'
import type { Pages } from './pages.ts'

export type GuardDeps = {
  readonly pages: Pages
  /** Opens an address in the person's own browser. */
  openOutside(url: string): void
}

/** Nothing leads a window away, opens another one, or asks the computer for more than a page needs. */
export function guardApp(app: App, deps: GuardDeps): void {
  app.on('web-contents-created', (_, contents) => guardContents(contents, deps))
}

export function guardContents(
  contents: Pick<WebContents, 'setWindowOpenHandler' | 'on' | 'getURL'>,
  { pages, openOutside }: GuardDeps,
): void {
  contents.setWindowOpenHandler(({ url }) => {
    if (mayOpenOutside(url)) openOutside(url)
    return { action: 'deny' }
  })
  const stay = (event: { preventDefault(): void; readonly url: string }) => {
    if (!isReload(pages, contents.getURL(), event.url)) event.preventDefault()
  }
  contents.on('will-navigate', stay)
  contents.on('will-frame-navigate', stay)
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
}

/** The only permission there is: copying the link and the PIN, in a page of ours. */
export function guardSession(session: Session, { pages }: GuardDeps): void {
  session.setPermissionRequestHandler((contents, permission, answer) =>
    answer(isAllowed(permission, contents.getURL(), pages)),
  )
  session.setPermissionCheckHandler((contents, permission) =>
    isAllowed(permission, contents?.getURL() ?? '', pages),
  )
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event) => event.preventDefault())
}

export function isAllowed(permission: string, url: string, pages: Pages): boolean {
  return permission === 'clipboard-sanitized-write' && pages.at(url) === 'console'
}

/** Links to the web, nothing that starts a program: no `file:`, no `smb:`, no `javascript:`. */
export function mayOpenOutside(url: string): boolean {
  return URL.canParse(url) && new URL(url).protocol === 'https:'
}

function isReload(pages: Pages, from: string, to: string): boolean {
  const page = pages.at(from)
  return page !== null && pages.at(to) === page
}
