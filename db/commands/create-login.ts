import { randomBytes } from 'node:crypto'
import type { Client } from '../link.ts'

/**
 * Makes a user of the database for consoles: it works as `cueline_app` does, bound by row-level security, and
 * may change no table. Prints its address, the one time that the password is seen. Answers the exit code.
 */
export async function createLogin(
  client: Client,
  url: string,
  name: string,
  print: (line: string) => void,
): Promise<number> {
  if (!/^[a-z][a-z0-9_]{0,62}$/.test(name) || /^(pg_|cueline_app$)/.test(name)) {
    print(
      `“${name}” can't be the name of a login. Use small letters, digits and _, beginning with a letter, such as cueline_console.`,
    )
    return 2
  }
  const [known] = await client.unsafe('select from pg_roles where rolname = $1', [name])
  if (known) {
    print(`The server has a user ${name} already; it was left as it is. Choose another name.`)
    return 1
  }
  const password = randomBytes(32).toString('base64url')
  // In plain: Neon takes no hash. The listener and the look at the journal work without SET ROLE, hence INHERIT.
  await client.unsafe(`begin; create role ${name} login nosuperuser nocreatedb nocreaterole nobypassrls noreplication
    inherit password '${password}'; grant cueline_app to ${name}; commit`)
  const address = new URL(url)
  address.username = name
  address.password = password
  print(
    `Made the login ${name}. It sees and changes what the app may, and can't change tables or see across DJs.`,
  )
  print('Set this in the environment of the consoles; the password is not shown again:')
  print('')
  print(`DATABASE_URL=${address.href}`)
  return 0
}
