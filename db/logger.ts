/** The part of the program's log that `db` uses. */
export type Logger = {
  info(message: string, facts?: object): void
  warn(message: string, facts?: object): void
  error(message: string, facts?: object): void
}
