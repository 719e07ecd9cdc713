import { describe, expect, it } from 'vitest'
import { missingEntries } from '../complete-lockfile.mjs'
import { firstDifference } from './packages.mjs'

const machine = { platform: 'linux', arch: 'x64', libc: 'glibc' }
const lockfile = {
  '': { name: 'cueline' },
  'node_modules/plain': { version: '1.0.0', integrity: 'sha512-a' },
  'node_modules/binary-linux': {
    version: '2.0.0',
    os: ['linux'],
    cpu: ['x64'],
    libc: ['glibc'],
    optional: true,
  },
  'node_modules/binary-musl': {
    version: '2.0.0',
    os: ['linux'],
    cpu: ['x64'],
    libc: ['musl'],
    optional: true,
  },
  'node_modules/binary-mac': { version: '2.0.0', os: ['darwin'], cpu: ['arm64'], optional: true },
}
const installed = {
  'node_modules/plain': { version: '1.0.0', integrity: 'sha512-a' },
  'node_modules/binary-linux': { version: '2.0.0' },
}

describe('whether packages must be installed', () => {
  it('is content when all that this machine needs is there', () => {
    expect(firstDifference(lockfile, installed, machine)).toBeUndefined()
  })

  it('names what is missing, also when it is the build for this platform', () => {
    expect(firstDifference(lockfile, {}, machine)).toBe('plain is missing')
    const { 'node_modules/binary-linux': _, ...withoutBinary } = installed
    expect(firstDifference(lockfile, withoutBinary, machine)).toBe('binary-linux is missing')
  })

  it('notices another version and another content of the same version', () => {
    const older = { ...installed, 'node_modules/plain': { version: '0.9.0', integrity: 'sha512-a' } }
    expect(firstDifference(lockfile, older, machine)).toBe('plain is 0.9.0, not 1.0.0')
    const other = { ...installed, 'node_modules/plain': { version: '1.0.0', integrity: 'sha512-b' } }
    expect(firstDifference(lockfile, other, machine)).toContain('plain')
  })
})

describe('builds for other platforms that the lockfile lacks', () => {
  const tool = {
    version: '1.2.3',
    dev: true,
    optionalDependencies: {
      '@tool/darwin-arm64': '1.2.3',
      '@tool/linux-x64-musl': '1.2.3',
      fsevents: '~2.3.3',
    },
  }

  it('adds them with the platform that their name tells', () => {
    expect(missingEntries({ '': {}, 'node_modules/tool': tool })).toEqual({
      'node_modules/@tool/darwin-arm64': {
        version: '1.2.3',
        cpu: ['arm64'],
        os: ['darwin'],
        dev: true,
        optional: true,
      },
      'node_modules/@tool/linux-x64-musl': {
        version: '1.2.3',
        cpu: ['x64'],
        libc: ['musl'],
        os: ['linux'],
        dev: true,
        optional: true,
      },
    })
  })

  it('adds nothing twice', () => {
    const packages = { '': {}, 'node_modules/tool': tool }
    expect(missingEntries({ ...packages, ...missingEntries(packages) })).toEqual({})
  })

  it('puts another version of one that is there below its own package', () => {
    const packages = { 'node_modules/tool': tool, 'node_modules/@tool/darwin-arm64': { version: '9.0.0' } }
    expect(Object.keys(missingEntries(packages))).toContain(
      'node_modules/tool/node_modules/@tool/darwin-arm64',
    )
  })
})
