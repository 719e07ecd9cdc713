import type { MailServer } from '../../../src-main/contract/account-commands.ts'
import type { MailSecurity } from '../../../src-main/core/mail.ts'

/** A mail server while it is typed. */
export type MailDraft = Omit<MailServer, 'port'> & { readonly port: string; readonly password: string }

export const securityWords: Readonly<Record<MailSecurity, string>> = {
  tls: 'Encrypted from the start (TLS)',
  starttls: 'Encrypted before anything is said (STARTTLS)',
  none: 'Not encrypted',
}

const usualPort: Readonly<Record<MailSecurity, string>> = { tls: '465', starttls: '587', none: '25' }

export function draftOf(server: MailServer | null): MailDraft {
  if (server !== null) return { ...server, port: String(server.port), password: '' }
  return { host: '', port: usualPort.starttls, security: 'starttls', user: '', from: '', password: '' }
}

/** The port goes with the security, unless a port of one's own was typed. */
export function withSecurity(draft: MailDraft, security: MailSecurity): MailDraft {
  const own = draft.port !== usualPort[draft.security] && draft.port !== ''
  return { ...draft, security, port: own ? draft.port : usualPort[security] }
}

/** What main is asked to keep. A password that was not typed stays the one that is kept. */
export function toSave(
  { password, port, ...server }: MailDraft,
  kept: MailServer | null,
): { readonly server: MailServer; readonly password: string | null } {
  const unchanged = password === '' && kept !== null && server.user !== ''
  return { server: { ...server, port: Number(port) }, password: unchanged ? null : password }
}
