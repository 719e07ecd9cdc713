import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { callerAddress } from './caller-address.ts'
import { hostNamed, isOurHost, mayBeOurPage, pathOf, provenanceOf } from './host-check.ts'

const allowed = new Set(['192.168.1.5', 'cueline.local', 'fd00::2'])

describe('isOurHost', () => {
  it.each([
    '127.0.0.1:4747',
    'localhost:4747',
    '[::1]:4747',
    '192.168.1.5:4747',
    'CueLine.local:4747',
    'cueline.local.:4747',
    '[fd00::2]:4747',
  ])('takes %s', (host) => {
    expect(isOurHost(host, allowed, 4747)).toBe(true)
  })

  it.each([
    undefined,
    '',
    ':4747',
    '192.168.1.5',
    '192.168.1.5:80',
    '192.168.1.6:4747',
    'evil.example:4747',
    'cueline.local.evil.example:4747',
    'cueline.local@evil.example:4747',
    'cueline.local:4747@evil.example',
    'cueline.local:04747x',
    ' cueline.local:4747',
    'fd00::2:4747',
    'localhost..:4747',
  ])('does not take %j', (host) => {
    expect(isOurHost(host, allowed, 4747)).toBe(false)
  })

  it('takes no port for port 80, as browsers leave it out', () => {
    expect(isOurHost('cueline.local', allowed, 80)).toBe(true)
  })

  it('takes nothing by chance and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (host) => {
        expect(isOurHost(host, allowed, 4747)).toBe(false)
      }),
    )
  })
})

describe('mayBeOurPage', () => {
  it.each([
    'http://192.168.1.5:4747',
    'http://10.9.8.7:4747',
    'http://127.0.0.1:4747',
    'http://cueline.local:4747',
    'http://[fd00::2]:4747',
  ])('takes %s', (origin) => {
    expect(mayBeOurPage(origin, allowed, 4747)).toBe(true)
  })

  it.each([
    '',
    'null',
    'http://10.9.8.7',
    'http://10.9.8.7:8080',
    'https://10.9.8.7:4747',
    'http://10.9.8.7:4747/',
    'http://10.9.8.7:4747@evil.example',
    'http://10.9.8.7.evil.example:4747',
    'http://evil.example:4747',
    'http://[fd00::3]:4747',
  ])('does not take %j', (origin) => {
    expect(mayBeOurPage(origin, allowed, 4747)).toBe(false)
  })

  it('takes no port for port 80, as browsers leave it out', () => {
    expect(mayBeOurPage('http://10.9.8.7', allowed, 80)).toBe(true)
  })
})

describe('hostNamed', () => {
  const named = (target: string, ...hosts: string[]) =>
    hostNamed({ rawHeaders: ['Accept', 'Host', ...hosts.flatMap((host) => ['hOsT', host])], target })

  it('is the one that there is', () => {
    expect(named('/', 'dj.test:4747')).toBe('dj.test:4747')
    expect(named('http://DJ.test:4747/api', 'dj.test:4747')).toBe('dj.test:4747')
  })

  it.each([
    ['/'],
    ['/', 'dj.test:4747', 'dj.test:4747'],
    ['/', 'dj.test:4747', 'evil.example'],
    ['http://evil.example/', 'dj.test:4747'],
    ['http://evil.example@dj.test:4747/', 'dj.test:4747'],
    ['http://dj.test:4747.evil.example/', 'dj.test:4747'],
    ['https://dj.test/', 'dj.test:4747'],
    ['http:///', 'dj.test:4747'],
  ])('is none for the request line %s and %j, %j', (target, ...hosts) => {
    expect(named(target, ...hosts)).toBeUndefined()
  })

  it('leaves the path of any request line a path', () => {
    expect(pathOf('http://dj.test:4747/api/tracks?q=http://x/y')).toBe('/api/tracks?q=http://x/y')
    expect(pathOf('http://dj.test:4747?q=a')).toBe('/?q=a')
    expect(pathOf('/api/tracks?q=http://x/y')).toBe('/api/tracks?q=http://x/y')
    fc.assert(
      fc.property(fc.webPath(), fc.domain(), (path, domain) => {
        expect(pathOf(`http://${domain}${path}`)).toBe(path || '/')
      }),
    )
  })
})

describe('provenanceOf', () => {
  const host = '192.168.1.5:4747'
  it.each([
    [{ host, origin: 'http://192.168.1.5:4747' }, 'same'],
    [{ host: 'CUELINE.local:4747', origin: 'http://cueline.local:4747' }, 'same'],
    [{ host: 'cueline.local', origin: 'http://cueline.local' }, 'same'],
    [{ host, referer: 'http://192.168.1.5:4747/' }, 'same'],
    [{ host, origin: 'http://192.168.1.5:8080' }, 'foreign'],
    [{ host, origin: 'https://192.168.1.5:4747' }, 'foreign'],
    [{ host, origin: 'http://evil.example' }, 'foreign'],
    [{ host, origin: 'null' }, 'foreign'],
    [{ host, origin: '' }, 'foreign'],
    [{ host, origin: 'http://evil.example', referer: 'http://192.168.1.5:4747/' }, 'foreign'],
    [{ host, referer: 'http://evil.example/' }, 'unknown'],
    [{ host }, 'unknown'],
    [{ origin: 'http://undefined' }, 'foreign'],
  ])('%j is %s', (headers, wanted) => {
    expect(provenanceOf(headers)).toBe(wanted)
  })
})

describe('callerAddress', () => {
  it.each([
    ['192.168.1.7', '192.168.1.7'],
    ['::ffff:192.168.1.7', '192.168.1.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    [undefined, ''],
  ])('%s counts as %s', (remote, wanted) => {
    expect(callerAddress(remote)).toBe(wanted)
  })
})
