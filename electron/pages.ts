/** Our pages, and where they come from: the built files, or in development electron-vite's server. */
export const pageNames = ['console', 'display', 'sheet'] as const
export type PageName = (typeof pageNames)[number]

export const scheme = 'cueline'

export type Pages = {
  url(page: PageName): string
  /** Which of our pages this address is; `null` for every other one. */
  at(url: string): PageName | null
}

/** `devServer`: the address of electron-vite's server; only ever given to an app that is not packed. */
export function createPages(devServer: string | null): Pages {
  const bases = Object.fromEntries(
    pageNames.map((page) => [
      page,
      devServer ? `${devServer.replace(/\/$/, '')}/${page}/` : `${scheme}://${page}/`,
    ]),
  ) as Record<PageName, string>

  return {
    url: (page) => `${bases[page]}index.html`,
    at(url) {
      if (!URL.canParse(url)) return null
      const { href, username, password } = new URL(url)
      if (username || password) return null
      return pageNames.find((page) => href.startsWith(bases[page])) ?? null
    },
  }
}
