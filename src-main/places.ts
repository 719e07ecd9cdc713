import { fileURLToPath } from 'node:url'

/** Built, this code lies in `out/main/`; in tests it runs from the sources beside `out/`. */
const toOut = import.meta.url.endsWith('.ts') ? '../out/' : '../'

/** The built guest page, one file. */
export const guestPageFile = fileURLToPath(new URL(`${toOut}guest/index.html`, import.meta.url))
