import { isIP } from 'node:net'

/**
 * The address that limits count by: IPv4 as it is (also when mapped into IPv6), IPv6 cut to its /64,
 * since one phone has as many addresses in there as it likes.
 */
export function callerAddress(remote: string | undefined): string {
  const bare = (remote ?? '').replace(/%.*$/, '').toLowerCase()
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(bare)?.[1]
  if (mapped !== undefined) return mapped
  return isIP(bare) === 6 ? networkOf(bare) : bare
}

function networkOf(address: string): string {
  const [head = '', tail] = address.split('::')
  const front = head.split(':').filter(Boolean)
  const back = tail?.split(':').filter(Boolean) ?? []
  const gap = tail === undefined ? [] : Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0')
  const groups = [...front, ...gap, ...back]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
  return `${groups.join(':')}::/64`
}
