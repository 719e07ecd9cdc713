import { join } from 'node:path'

/** Everything of the embedded server, below `CUELINE_HOME`. */
export function foldersOf(home: string) {
  const root = join(home, 'postgres')
  return {
    home,
    root,
    /** PGDATA, owned by the account that the server runs as. */
    data: join(root, 'data'),
    /** 32 random bytes; readable by the owner only. */
    password: join(root, 'password'),
    log: join(root, 'server.log'),
    /** One file per process that uses the server. */
    users: join(root, 'users'),
    lock: join(root, 'lock'),
  }
}

export type Folders = ReturnType<typeof foldersOf>
