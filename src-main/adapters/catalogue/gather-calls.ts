/**
 * Gathers the keys that are asked for within one turn of the event loop into one call of `ask`: a message to a thread
 * costs more than what it carries. `ask` answers in the order of its keys.
 */
export function gatherCalls<Value>(ask: (keys: readonly string[]) => Promise<readonly Value[]>) {
  let gathered: { readonly keys: string[]; readonly answers: Promise<readonly Value[]> } | null = null

  function begin() {
    const keys: string[] = []
    const answers = new Promise<readonly Value[]>((resolve, reject) => {
      setImmediate(() => {
        gathered = null
        ask(keys).then(resolve, reject)
      })
    })
    return { keys, answers }
  }

  return async (key: string): Promise<Value | undefined> => {
    gathered ??= begin()
    const place = gathered.keys.push(key) - 1
    const answers = await gathered.answers
    return answers[place]
  }
}
