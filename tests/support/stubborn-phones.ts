import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'

type Asking = {
  readonly phones: number
  /** Sends one request; true when it was acknowledged, false or an error when its outcome is unknown. */
  readonly send: (request: {
    readonly id: string
    readonly phone: number
    readonly song: number
  }) => Promise<boolean>
  /** Whether a phone asks for its song of that number. */
  readonly goOn: (song: number) => boolean
  /** Called with the id at each acknowledgement. */
  readonly onAcknowledged?: (id: string) => void
}

const retryMilliseconds = 50

/**
 * Phones that ask for one song after the other, as real ones do: a request that was not acknowledged is sent again
 * under the same id, until it is. `done` resolves when all of them are through.
 */
export function startPhones({ phones, send, goOn, onAcknowledged }: Asking) {
  const acknowledged: string[] = []
  let failures = 0

  async function ask(phone: number): Promise<void> {
    for (let song = 0; goOn(song); song++) {
      const request = { id: randomUUID(), phone, song }
      while (!(await send(request).catch(() => false))) {
        failures += 1
        await pause(retryMilliseconds)
      }
      acknowledged.push(request.id)
      onAcknowledged?.(request.id)
    }
  }

  return {
    acknowledged: acknowledged as readonly string[],
    failures: () => failures,
    done: Promise.all(Array.from({ length: phones }, (_, phone) => ask(phone))),
  }
}
