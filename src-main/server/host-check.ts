import { isIP } from 'node:net'

const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])
const httpPort = 80

/**
 * Whether a `Host` header names us: loopback, or one of `allowed` (lower case, without port), with our port.
 * Anything else is another site's name pointed at our address (DNS rebinding). `port` is `null` before listening.
 */
export function isOurHost(
  header: string | undefined,
  allowed: ReadonlySet<string>,
  port: number | null,
): boolean {
  const parts = /^(\[[0-9a-f:.]+\]|[^:[\]\s]+)(?::(\d{1,5}))?$/i.exec(header ?? '')
  if (parts === null) return false
  const [, host = '', givenPort] = parts
  const name = host.toLowerCase().replace(/\.$/, '')
  if (port !== null && Number(givenPort ?? httpPort) !== port) return false
  return loopback.has(name) || allowed.has(name) || allowed.has(name.replace(/^\[|\]$/g, ''))
}

type Named = { readonly rawHeaders: readonly string[]; readonly target: string }

/**
 * The host that a call names, as in a `Host` header. `undefined`: it names none, or two that differ, of which we could not
 * know which one a proxy on the way has looked at. `target` is what stands in the request line.
 */
export function hostNamed({ rawHeaders, target }: Named): string | undefined {
  const hosts = rawHeaders.filter((_, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === 'host')
  const [host] = hosts
  if (hosts.length !== 1 || host === undefined) return undefined
  const authority = authorityOf(target)
  return authority === null || authority.toLowerCase() === host.toLowerCase() ? host : undefined
}

/** The path of a request line, which may be a whole URL (to a proxy, mostly). */
export function pathOf(target: string): string {
  const authority = authorityOf(target)
  if (authority === null) return target
  const rest = target.slice(target.indexOf('//') + 2 + authority.length)
  return rest.startsWith('/') ? rest : `/${rest}`
}

/** `host:port` of a whole URL; `null` for a mere path. */
function authorityOf(target: string): string | null {
  return /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(target)?.[1] ?? null
}

export type Provenance = 'same' | 'foreign' | 'unknown'

type Headers = {
  readonly host?: string | undefined
  readonly origin?: string | undefined
  readonly referer?: string | undefined
}

/**
 * Which page a call comes from. Browsers leave `Origin` out of reads of the same site, but send a `Referer` there;
 * a foreign `Referer` is only a link that somebody followed, so it counts as unknown.
 */
export function provenanceOf({ host, origin, referer }: Headers): Provenance {
  if (origin === undefined && referer === undefined) return 'unknown'
  const own = host === undefined ? null : originOf(`http://${host}`)
  if (origin !== undefined) return originOf(origin) === own && own !== null ? 'same' : 'foreign'
  return referer !== undefined && own !== null && originOf(referer) === own ? 'same' : 'unknown'
}

/**
 * Whether a page of ours may have come from there: from what leads here now, or from a bare address with our port, as this
 * machine may have had before. A web site that strangers host has a name.
 */
export function mayBeOurPage(origin: string, allowed: ReadonlySet<string>, port: number | null): boolean {
  if (originOf(origin) !== origin || !origin.startsWith('http://')) return false
  const url = new URL(origin)
  const isAddress = isIP(url.hostname) === 4 && Number(url.port || httpPort) === port
  return isAddress || isOurHost(url.host, allowed, port)
}

function originOf(url: string): string | null {
  if (!URL.canParse(url)) return null
  const { origin } = new URL(url)
  return origin === 'null' ? null : origin
}
