import { fork } from 'node:child_process'

/** What a child process does for us, by name. */
type Calls = { readonly [name: string]: (input: never) => Promise<unknown> }

type Asked = { readonly number: number; readonly name: string; readonly input: unknown }
type Answered = { readonly number: number; readonly value?: unknown; readonly error?: string }

export type Child<C extends Calls> = {
  call<Name extends keyof C & string>(
    name: Name,
    input: Parameters<C[Name]>[0],
  ): Promise<Awaited<ReturnType<C[Name]>>>
  end(): Promise<void>
}

export const childFlag = '--child'

/** Starts this same program once more as the child of that name: what is measured shares no event loop with us. */
export function startChild<C extends Calls>(name: string): Child<C> {
  const child = fork(process.argv[1] ?? '', [childFlag, name], {
    execArgv: [],
    stdio: ['ignore', 2, 2, 'ipc'],
  })
  const waiting = new Map<number, (answer: Answered) => void>()
  let calls = 0
  const ended = new Promise<void>((resolve) =>
    child.once('close', (code) => {
      for (const [number, answer] of waiting) answer({ number, error: `the ${name} process ended (${code})` })
      resolve()
    }),
  )
  child.on('message', (answer: Answered) => {
    waiting.get(answer.number)?.(answer)
    waiting.delete(answer.number)
  })
  return {
    call: (call, input) =>
      new Promise((resolve, reject) => {
        const number = ++calls
        waiting.set(number, ({ value, error }) =>
          error === undefined ? resolve(value as never) : reject(new Error(error)),
        )
        child.send({ number, name: call, input } satisfies Asked, (error) => error && reject(error))
      }),
    async end() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** The child's side: answers calls until it is ended, or until whoever started it is gone. */
export function answerCalls(calls: Calls): void {
  process.on('disconnect', () => process.exit(0))
  process.on('message', ({ number, name, input }: Asked) => {
    const answer = (answered: Omit<Answered, 'number'>) => process.send?.({ number, ...answered })
    Promise.resolve(calls[name]?.(input as never)).then(
      (value) => answer({ value }),
      (error: unknown) => answer({ error: error instanceof Error ? `${error.stack}` : String(error) }),
    )
  })
}
