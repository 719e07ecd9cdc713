import { fileURLToPath } from 'node:url'

/** Built, this code lies in `out/main/`; in tests it runs from the sources beside `out/`. */
const toOut = import.meta.url.endsWith('.ts') ? '../out/' : '../'

/** Where everything that is built lies. */
export const outFolder = fileURLToPath(new URL(toOut, import.meta.url))

/** The built guest page, one file. */
export const guestPageFile = fileURLToPath(new URL(`${toOut}guest/index.html`, import.meta.url))

/** The display's page for browsers, with its files. */
export const displayPageFolder = fileURLToPath(new URL(`${toOut}display-link`, import.meta.url))
