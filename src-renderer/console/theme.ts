export type Theme = 'dark' | 'light'

const key = 'cueline.theme'

/** Dark unless this window was set to light. */
export function theme(): Theme {
  return localStorage.getItem(key) === 'light' ? 'light' : 'dark'
}

export function applyTheme(): void {
  document.documentElement.dataset.theme = theme()
}

export function switchTheme(): Theme {
  localStorage.setItem(key, theme() === 'dark' ? 'light' : 'dark')
  applyTheme()
  return theme()
}
