// The import rules, and a guard against a cruiser that sees nothing and therefore finds nothing.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { inPackages, root } from '../places.mjs'
import { refuse, say } from '../say.mjs'
import { runProgram } from './program.mjs'

/** Fewer modules than this can't be the whole of Cueline. */
const fewestModules = 30

const folders = ['electron', 'src-main', 'src-preload', 'src-renderer', 'db', 'tests']
const cruiser = inPackages('dependency-cruiser', 'bin', 'dependency-cruise.mjs')

export async function checkImports() {
  const all = await cruise('all')
  const values = await cruise('values')
  const violations = [...all.violations, ...values.violations]
  for (const { from, to, rule } of violations) say(`${rule.name}: ${from} -> ${to}`)
  say(`${all.modules} modules of our own and ${all.imports} imports were looked at`)
  const sawEnough = all.modules >= fewestModules && all.imports >= all.modules
  if (!sawEnough) say(`that is too few to believe (${fewestModules} at least): is TypeScript read at all?`)
  return sawEnough && violations.length === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/** `all` imports, or those of `values`, each against its rules. */
async function cruise(which) {
  const report = inPackages('.cache', 'cueline-checks', `imports-${which}.json`)
  mkdirSync(dirname(report), { recursive: true })
  rmSync(report, { force: true })
  const present = folders.filter((folder) => existsSync(join(root, folder)))
  const args = [
    '--config',
    '.dependency-cruiser.mjs',
    '--output-type',
    'json',
    '--output-to',
    report,
    ...present,
  ]
  await runProgram(cruiser, args, { CUELINE_IMPORTS: which })
  if (!existsSync(report)) throw refuse('dependency-cruiser could not read the sources')
  const { summary, modules } = JSON.parse(readFileSync(report, 'utf8'))
  const own = modules.filter(({ source }) => folders.some((folder) => source.startsWith(`${folder}/`)))
  return {
    violations: summary.violations,
    modules: own.length,
    imports: own.reduce((total, module) => total + module.dependencies.length, 0),
  }
}
