/** As many as are refused. */
const howMany = 3_000
/** Shorter ones are refused for their length: the list is of those that would pass. */
const fewestCharacters = 8

let common: Promise<ReadonlySet<string>> | undefined

/** Whether most people would guess it, whatever its case. The list is read when it is first asked for. */
export async function isCommonPassword(password: string): Promise<boolean> {
  common ??= readList()
  return (await common).has(password.toLowerCase())
}

async function readList(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common')
  // By rank, the most common one first.
  const ranked = dictionary['passwords-common'].filter((password) => password.length >= fewestCharacters)
  return new Set(ranked.slice(0, howMany).map((password) => password.toLowerCase()))
}
