/** `tls`: encrypted from the start (port 465); `starttls`: encrypted before anything is said (587); `none`. */
export const mailSecurities = ['tls', 'starttls', 'none'] as const
export type MailSecurity = (typeof mailSecurities)[number]
