import { createServer, type Socket } from 'node:net'

/** A mail as it arrived. */
export type Received = { readonly from: string; readonly to: string; readonly text: string }

type Options = {
  /** Who may send; without it nobody is asked. */
  readonly account?: { readonly user: string; readonly password: string }
  /** Says that it can encrypt, but can't: nothing after STARTTLS is understood. */
  readonly starttls?: boolean
}

/** A small real mail server on the loopback: takes letters and keeps them. */
export async function startSmtpServer({ account, starttls = false }: Options = {}) {
  const letters: Received[] = []
  const heard: string[] = []
  const sockets = new Set<Socket>()

  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    socket.setEncoding('utf8')
    talk(socket)
  })

  function talk(socket: Socket): void {
    let rest = ''
    let from = ''
    let to = ''
    let body: string[] | null = null
    const say = (line: string) => socket.write(`${line}\r\n`)
    say('220 mail.example.test ESMTP')

    function take(line: string): void {
      if (body !== null) {
        if (line !== '.') return void body.push(line.startsWith('..') ? line.slice(1) : line)
        letters.push({ from, to, text: textOf(body) })
        body = null
        return void say('250 kept')
      }
      heard.push(line)
      const [verb = '', ...words] = line.split(' ')
      switch (verb.toUpperCase()) {
        case 'EHLO': {
          const offers = [account ? 'AUTH PLAIN' : null, starttls ? 'STARTTLS' : null].filter(Boolean)
          for (const offer of offers) say(`250-${offer}`)
          return void say('250 OK')
        }
        case 'STARTTLS':
          return void socket.end('454 not now\r\n')
        case 'AUTH':
          return void say(isRight(words[1] ?? '') ? '235 welcome' : '535 refused')
        case 'MAIL':
          from = addressIn(line)
          return void say('250 OK')
        case 'RCPT':
          to = addressIn(line)
          return void say('250 OK')
        case 'DATA':
          body = []
          return void say('354 go on')
        case 'QUIT':
          return void socket.end('221 bye\r\n')
        default:
          say('250 OK')
      }
    }

    socket.on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\r\n')
      rest = lines.pop() ?? ''
      for (const line of lines) take(line)
    })
  }

  function isRight(plain: string): boolean {
    const [, user, password] = Buffer.from(plain, 'base64').toString('utf8').split('\0')
    return user === account?.user && password === account?.password
  }

  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')

  return {
    /** How a console reaches it. */
    settings: {
      host: '127.0.0.1',
      port: address.port,
      security: 'none',
      user: account?.user ?? '',
      from: 'cueline@example.test',
    } as const,
    /** Oldest first. */
    letters,
    /** Every command that was said to it. */
    heard,
    async close(): Promise<void> {
      for (const socket of sockets) socket.destroy()
      await new Promise((closed) => server.close(closed))
    },
  }
}

function addressIn(line: string): string {
  return /<(.*?)>/.exec(line)?.[1] ?? ''
}

/** The text below the headers, quoted-printable or plain. */
function textOf(lines: readonly string[]): string {
  const text = lines.slice(lines.indexOf('') + 1).join('\n')
  return text
    .replaceAll('=\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)))
}
