// All checks, fast ones first. Ends with one line: `N passed, N failed`.
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { build } from './build.mjs'
import { checkImports } from './check/imports.mjs'
import { runProgram } from './check/program.mjs'
import { inTestDesktop } from './desktop-session.mjs'
import { inPackages, root } from './places.mjs'
import { refuse, say, seconds } from './say.mjs'
import { findRuntime, runtimeEnvironment } from './setup/runtime.mjs'

const reports = inPackages('.cache', 'cueline-checks')

const checks = {
  lint: () => program('@biomejs/biome', 'bin/biome', ['check', '--error-on-warnings', '.']),
  types: () => program('typescript', 'bin/tsc', ['-b']),
  imports: () => checkImports(),
  unused: () => program('knip', 'bin/knip.js', []),
  build: () => build().then(() => ({ passed: 1, failed: 0 })),
  size: () => program('size-limit', 'bin.js', []),
  unit: () => inTestDesktop('self', unitTests),
  'end-to-end': () => inTestDesktop('test-user', endToEndTests),
}

/** Runs the named checks, or all; the result is the exit code. */
export async function runChecks(names) {
  const unknown = names.filter((name) => !(name in checks))
  if (unknown.length > 0)
    throw refuse(`there is no check "${unknown[0]}"; there are ${Object.keys(checks).join(', ')}`)
  rmSync(reports, { recursive: true, force: true })
  mkdirSync(reports, { recursive: true })
  const results = []
  for (const name of Object.keys(checks)) {
    if (names.length === 0 || names.includes(name)) results.push(await timed(name, checks[name]))
  }
  return summarise(results)
}

async function timed(name, check) {
  const began = Date.now()
  process.stdout.write(`\n=== ${name}\n`)
  const {
    passed,
    failed,
    failures = [],
  } = await check().catch((error) => {
    say(error.name === 'Refusal' ? error.message : error.stack)
    return { passed: 0, failed: 1 }
  })
  const time = Date.now() - began
  process.stdout.write(`=== ${name}: ${failed === 0 ? 'ok' : 'FAILED'} in ${seconds(time)}\n`)
  return { name, passed, failed, failures, time }
}

function summarise(results) {
  process.stdout.write('\n')
  for (const { name, passed, failed, time } of results) {
    const mark = failed === 0 ? 'ok    ' : 'FAILED'
    process.stdout.write(
      `${mark} ${name.padEnd(12)} ${seconds(time).padStart(7)}  ${passed} passed, ${failed} failed\n`,
    )
  }
  for (const failure of results.flatMap(({ failures }) => failures)) process.stdout.write(`\n${failure}\n`)
  const sum = (key) => results.reduce((total, result) => total + result[key], 0)
  process.stdout.write(`\n${sum('passed')} passed, ${sum('failed')} failed\n`)
  return sum('failed') === 0 ? 0 : 1
}

/** A tool that is one check as a whole. */
async function program(packageName, script, args, environment) {
  const code = await runProgram(
    inPackages(...packageName.split('/'), ...script.split('/')),
    args,
    environment,
  )
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

async function unitTests(environment) {
  const report = join(reports, 'unit.json')
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const outcome = await program('vitest', 'vitest.mjs', args, environment)
  const counts = readReport(report)
  if (counts === undefined) return outcome
  const failures = counts.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages }) => nameFailure(name, fullName, failureMessages[0])),
  )
  return { ...atLeast(outcome, counts.numPassedTests, counts.numFailedTests), failures }
}

/** Where, what, and the first words of why: enough to begin with when only the end of the output was kept. */
function nameFailure(file, test, message = '') {
  return `${relative(root, file)}: ${test}\n    ${message.split('\n')[0].slice(0, 200)}`
}

async function endToEndTests(environment) {
  const report = join(reports, 'end-to-end.json')
  const outcome = await program('@playwright/test', 'cli.js', ['test'], {
    ...environment,
    ...runtimeEnvironment(findRuntime()),
    CUELINE_PLAYWRIGHT_REPORT: report,
  })
  const stats = readReport(report)?.stats
  return stats === undefined ? outcome : atLeast(outcome, stats.expected + stats.flaky, stats.unexpected)
}

/** The tests' own numbers; a failure outside any test (a broken file, nothing found) still counts as one. */
function atLeast(outcome, passed, failed) {
  return { passed, failed: Math.max(failed, outcome.failed) }
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    say(`no report was written at ${path.slice(root.length + 1)}`)
    return undefined
  }
}
