import type { Transporter } from 'nodemailer'
import type { MailServer } from '../contract/account-commands.ts'
import type { Mailer } from '../services/ports.ts'

const connectMs = 10_000
const silenceMs = 20_000

/** Mail by SMTP. Certificates are verified; nothing secret comes back in what failed. */
export function createMailer(): Mailer {
  async function over(
    server: MailServer,
    password: string,
    work: (transport: Transporter) => Promise<unknown>,
  ): Promise<string | null> {
    // Read when it is first needed: most nights send no mail.
    const { createTransport } = await import('nodemailer')
    const transport = createTransport(transportOptions(server, password))
    try {
      await work(transport)
      return null
    } catch (error) {
      return problemOf(error)
    } finally {
      transport.close()
    }
  }

  return {
    check: (server, password) => over(server, password, (transport) => transport.verify()),
    send: (server, password, to, { subject, text }) =>
      over(server, password, (transport) =>
        transport.sendMail({ from: { name: 'Cueline', address: server.from }, to, subject, text }),
      ),
  }
}

/** How to talk to a server: no password ever goes over an open line that was meant to be encrypted. */
export function transportOptions({ host, port, security, user }: MailServer, password: string) {
  return {
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    tls: { rejectUnauthorized: true, minVersion: 'TLSv1.2' },
    ...(user === '' ? {} : { auth: { user, pass: password } }),
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    socketTimeout: silenceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  } as const
}

const problems: Readonly<Record<string, string>> = {
  EAUTH: 'the name or password is refused',
  ENOAUTH: 'a name and password are asked for',
  EENVELOPE: 'an address is refused',
  EMESSAGE: 'the mail is refused',
  ETLS: 'it offers no encryption there',
  EDNS: 'there is no such host',
  ENOTFOUND: 'there is no such host',
  ECONNREFUSED: 'nothing listens on that port',
  ETIMEDOUT: 'it does not answer',
  EHOSTUNREACH: 'it cannot be reached',
  ENETUNREACH: 'it cannot be reached',
  ECONNRESET: 'it hung up',
  ECONNECTION: 'it hung up',
}

/** A few words made here: what servers say may repeat what was sent to them. */
function problemOf(error: unknown): string {
  const { code, cause, message } = error as { code?: string; cause?: { code?: string }; message?: string }
  const text = `${code} ${cause?.code} ${message}`
  const known = Object.keys(problems).find((name) => new RegExp(`\\b${name}\\b`).test(text))
  if (/certificate|self.signed|CERT_|altname/i.test(text)) return 'its certificate is not trusted'
  return (known && problems[known]) ?? 'it did not go on'
}
