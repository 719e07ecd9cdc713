/** Statements that bring production tables to the documented form, in the order in which they run. */
export type Normalising = {
  /** First: references between tables go, missing tables come. */
  readonly unlink: readonly string[]
  /** Takes away what is in the way of repairing rows, and gives columns their types. */
  readonly loosen: readonly string[]
  /** After the rows were repaired: the documented rules. */
  readonly tighten: readonly string[]
  /** After the rules: references between tables. */
  readonly link: readonly string[]
  /** After all migrations: what others had put on the tables. */
  readonly giveBack: readonly string[]
  /** What a person should know, a sentence each. */
  readonly findings: readonly string[]
}

export const noPart: Normalising = {
  unlink: [],
  loosen: [],
  tighten: [],
  link: [],
  giveBack: [],
  findings: [],
}

export function joinParts(parts: readonly Normalising[]): Normalising {
  return {
    unlink: parts.flatMap((part) => part.unlink),
    loosen: parts.flatMap((part) => part.loosen),
    tighten: parts.flatMap((part) => part.tighten),
    link: parts.flatMap((part) => part.link),
    giveBack: parts.flatMap((part) => part.giveBack),
    findings: parts.flatMap((part) => part.findings),
  }
}
