import type { DisplayLinkView } from '../contract/display-commands.ts'
import { showDisplayToken } from '../core/display-token.ts'
import type { LanParts } from './lan-view.ts'

/** Where browsers find the display; `null` while that can't be said. `screens`: how many watch now. */
export function displayLinkView(
  { network }: LanParts,
  token: string | null,
  screens: number,
): DisplayLinkView | null {
  const port = network.port()
  if (port === null || token === null) return null
  const at = (url: string | null) => url && `${url}/display#${showDisplayToken(token)}`
  return {
    here: `http://localhost:${port}/display#${showDisplayToken(token)}`,
    lan: at(network.url()),
    screens,
  }
}
