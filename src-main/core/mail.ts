/** `tls`: encrypted from the start (port 465); `starttls`: encrypted before anything is said (587); `none`. */
export const mailSecurities = ['tls', 'starttls', 'none'] as const
export type MailSecurity = (typeof mailSecurities)[number]

/** A mail in plain words. */
export type Letter = { readonly subject: string; readonly text: string }

/** How long a mailed code is good for. */
export const mailedCodeMinutes = 60

/** `code` proves that the address belongs to the account. */
export function verificationLetter(username: string, code: string): Letter {
  return {
    subject: 'Your e-mail address in Cueline',
    text: letter(username, [
      'this code shows Cueline that the address is yours. Paste it in the account panel:',
      code,
      `It is good for ${mailedCodeMinutes} minutes. If you did not ask for it, leave this mail be.`,
    ]),
  }
}

/** `code` lets its reader choose a new password. */
export function resetLetter(username: string, code: string): Letter {
  return {
    subject: 'A new password for Cueline',
    text: letter(username, [
      'with this code you choose a new password. Paste it where Cueline asks for the code:',
      code,
      `It is good for ${mailedCodeMinutes} minutes and for one time. If you did not ask for it, leave this mail be: nothing changes.`,
    ]),
  }
}

function letter(username: string, paragraphs: readonly string[]): string {
  return [`Hello ${username},`, ...paragraphs, 'Cueline'].join('\n\n')
}
