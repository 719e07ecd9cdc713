import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Node of the oldest runtime that Cueline runs on. */
export const nodeTarget = 'node20'

/** What can't be bundled: the runtime itself, and packages with binaries, the `dependencies` of package.json. */
export function stayOutside(root: string): (string | RegExp)[] {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  // Packages with binaries have one more package for each platform: `@scope/name-linux-x64`, `@name/linux-x64`.
  return [
    'electron',
    ...Object.keys(dependencies).map((name) => new RegExp(`^@?${name.replace(/^@/, '')}([-/].*)?$`)),
  ]
}

/** Every program of the main side, by the name of its file in `out/main`: three entries and all workers. */
export function mainEntries(root: string): Record<string, string> {
  return {
    main: join(root, 'electron/main.ts'),
    serve: join(root, 'src-main/serve.ts'),
    'db-tools': join(root, 'db/tools.ts'),
    ...workerEntries(root),
  }
}

/** `src-main/workers/*-worker.ts`, by name without ending; a worker is started as a file of its own. */
export function workerEntries(root: string): Record<string, string> {
  const folder = join(root, 'src-main/workers')
  if (!existsSync(folder)) return {}
  return Object.fromEntries(
    readdirSync(folder)
      .filter((name) => name.endsWith('-worker.ts') && name !== 'start-worker.ts')
      .map((name) => [name.replace(/\.ts$/, ''), join(folder, name)]),
  )
}
