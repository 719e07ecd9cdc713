/** What a database command is given. */
export type CommandContext = {
  readonly url: string
  readonly args: readonly string[]
  /** Copies all that is there before it is changed. */
  exportBefore(): Promise<{ readonly folder: string }>
  print(line: string): void
  /** False when nobody is there to ask. */
  confirm(question: string): Promise<boolean>
}

/** Resolves to the exit code. */
export type Command = (context: CommandContext) => Promise<number>
