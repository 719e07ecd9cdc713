import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { about } from './about.ts'

test('tells what was bundled and what lies beside it, once each, and leaves out what cannot be read', async () => {
  const root = await mkdtemp(join(tmpdir(), 'cueline-about-'))
  const zod = { name: 'zod', version: '4.0.0', licence: 'MIT', text: 'Be kind.' }
  try {
    for (const part of ['main', 'console', 'display'])
      await mkdir(join(root, 'out', part), { recursive: true })
    await writeFile(join(root, 'out/main/packages.json'), JSON.stringify([zod]))
    await writeFile(join(root, 'out/console/packages.json'), JSON.stringify([zod, { ...zod, name: 'react' }]))
    await writeFile(join(root, 'out/display/packages.json'), 'oops')
    await writeFile(join(root, 'package.json'), JSON.stringify({ dependencies: { keytar: '1', gone: '1' } }))
    await mkdir(join(root, 'node_modules/keytar'), { recursive: true })
    const keytar = { name: 'keytar', version: '7.0.0', license: 'MIT' }
    await writeFile(join(root, 'node_modules/keytar/package.json'), JSON.stringify(keytar))
    await writeFile(join(root, 'node_modules/keytar/LICENSE.md'), 'Be kind too.')
    const versions = { ...process.versions, electron: '45.0.0', chrome: '150.0.0' }
    const told = await about({ version: '1.2.3', home: '/h', out: join(root, 'out'), app: root, versions })
    expect(told.packages.map(({ name, text }) => `${name}: ${text}`)).toEqual([
      'keytar: Be kind too.',
      'react: Be kind.',
      'zod: Be kind.',
    ])
    expect(told.runsOn[0]).toEqual({ name: 'Electron', version: '45.0.0' })
  } finally {
    await rm(root, { recursive: true })
  }
})
