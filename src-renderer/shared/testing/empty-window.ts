import { afterAll } from 'vitest'

/** The files of one project share a window, so that React and the test DOM are loaded once: each leaves it empty. */
afterAll(() => {
  document.head.replaceChildren()
  document.body.replaceChildren()
  localStorage.clear()
  sessionStorage.clear()
})
