import type { ChildProcess } from 'node:child_process'

/** What `npm run serve` says when guests can come. */
type Ready = {
  readonly url: string
  readonly pin: string
  readonly joinUrl: string
  readonly eventId: string
}

const readyMs = 60_000

/** The first line of a guest server's output; rejects with its last words when it ends or takes longer than a minute. */
export function readyLine(child: ChildProcess): Promise<Ready> {
  return new Promise((resolve, reject) => {
    let [out, err] = ['', '']
    const fail = (why: string) => reject(new Error(`the guest server ${why}:\n${err.slice(-2000)}`))
    const timer = setTimeout(() => fail('was not ready within a minute'), readyMs)
    child.stderr?.on('data', (data) => {
      err = `${err}${data}`.slice(-4000)
    })
    child.stdout?.on('data', (data) => {
      out += data
      if (!out.includes('\n')) return
      clearTimeout(timer)
      resolve(JSON.parse(out))
    })
    child.once('error', reject)
    child.once('close', (code) => {
      clearTimeout(timer)
      fail(`ended (${code})`)
    })
  })
}
