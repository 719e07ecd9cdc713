import type { App, Session, WebContents } from 'electron'
import type { Pages } from './pages.ts'

const allowed: ReadonlySet<string> = new Set(['clipboard-sanitized-write', 'speaker-selection'])

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

/** Nothing but what the console needs: to copy the link and the PIN, and to say where it sounds. */
export function guardSession(session: Session, { pages }: GuardDeps): void {
  session.setPermissionRequestHandler((contents, permission, answer) =>
    answer(isAllowed(permission, contents.getURL(), pages)),
  )
  session.setPermissionCheckHandler(
    (contents, permission, _, { mediaType }) =>
      isAllowed(permission, contents?.getURL() ?? '', pages) ||
      mayNameOutputs(permission, mediaType, contents?.getURL() ?? '', pages),
  )
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event) => event.preventDefault())
}

export function isAllowed(permission: string, url: string, pages: Pages): boolean {
  return allowed.has(permission) && pages.at(url) === 'console'
}

/**
 * Outputs have names only for a page that may hear. It is said that it may, and no more: to hear it would have to ask, and that
 * is refused.
 */
export function mayNameOutputs(
  permission: string,
  mediaType: string | undefined,
  url: string,
  pages: Pages,
): boolean {
  return permission === 'media' && mediaType === 'audio' && pages.at(url) === 'console'
}

/** Links to the web, nothing that starts a program: no `file:`, no `smb:`, no `javascript:`. */
export function mayOpenOutside(url: string): boolean {
  return URL.canParse(url) && new URL(url).protocol === 'https:'
}

function isReload(pages: Pages, from: string, to: string): boolean {
  const page = pages.at(from)
  return page !== null && pages.at(to) === page
}
