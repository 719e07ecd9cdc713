import { z } from 'zod'
import { homeFolder } from './home.ts'

/** The settings that come from outside the app; one frozen value, parsed once. */
export type Config = Readonly<{
  /** Folder of all state: database, settings, logs, caches. */
  home: string
  /** A Postgres to use instead of the embedded one. */
  databaseUrl: string | null
  replicaUrl: string | null
  /** Connections to the database at most. */
  poolSize: number
  /** The wanted guest port; the next free one is taken when it is in use. */
  port: number
  host: string
  /** Further host names under which phones may reach this machine, lower case. */
  names: readonly string[]
  keychain: 'system' | 'memory'
  /** Where Spotify is; another place only for development and tests. */
  spotify: {
    /** Ends in `/v1`. */
    readonly apiUrl: string
    /** Without a path. */
    readonly accountsUrl: string
  }
}>

/** A value in the environment that can't be used; the message says which and how it should look. */
export class ConfigProblem extends Error {
  override readonly name = 'ConfigProblem'
}

const postgresUrl = z.string().refine((url) => /^postgres(ql)?:\/\//.test(url) && URL.canParse(url), {
  error: 'must look like postgresql://user:password@host:5432/database',
})

const webAddress = z
  .string()
  .refine((url) => /^https?:\/\//.test(url) && URL.canParse(url), {
    error: 'must look like https://api.spotify.com/v1',
  })
  .transform((url) => url.replace(/\/+$/, ''))

const environment = z.object({
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_REPLICA_URL: postgresUrl.optional(),
  DATABASE_POOL_SIZE: z.coerce
    .number({ error: 'must be a number of connections, such as 10' })
    .int('must be a whole number')
    .min(2, 'must be 2 to 50')
    .max(50, 'must be 2 to 50')
    .default(10),
  CUELINE_PORT: z.coerce
    .number({ error: 'must be a port number, such as 4747' })
    .int()
    .min(1, 'must be 1 to 65535')
    .max(65535, 'must be 1 to 65535')
    .default(4747),
  CUELINE_HOST: z.string().default('0.0.0.0'),
  CUELINE_NAMES: z.string().default(''),
  SPOTIFY_API_URL: webAddress.default('https://api.spotify.com/v1'),
  SPOTIFY_ACCOUNTS_URL: webAddress.default('https://accounts.spotify.com'),
  CUELINE_KEYCHAIN: z.enum(['system', 'memory'], { error: 'must be "system" or "memory"' }).default('system'),
})

/** The environment of an installed app: nobody sends its DJ's sign-in to another place than Spotify. */
export function ofInstalledApp(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { SPOTIFY_API_URL: _api, SPOTIFY_ACCOUNTS_URL: _accounts, ...rest } = env
  return rest
}

/** The only reader of the environment. An empty variable counts as not set. Throws `ConfigProblem`. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()))
  const parsed = environment.safeParse(given)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new ConfigProblem(`${issue?.path.join('.')} ${issue?.message}`)
  }
  const values = parsed.data
  return Object.freeze({
    home: homeFolder(env),
    databaseUrl: values.DATABASE_URL ?? null,
    replicaUrl: values.DATABASE_REPLICA_URL ?? null,
    poolSize: values.DATABASE_POOL_SIZE,
    port: values.CUELINE_PORT,
    host: values.CUELINE_HOST,
    names: values.CUELINE_NAMES.split(',')
      .map((name) => name.trim().toLowerCase())
      .filter(Boolean),
    keychain: values.CUELINE_KEYCHAIN,
    spotify: { apiUrl: values.SPOTIFY_API_URL, accountsUrl: values.SPOTIFY_ACCOUNTS_URL },
  })
}
