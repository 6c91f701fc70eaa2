import { createTransport } from 'nodemailer'

export type OutgoingMail = { id: string; to: string; subject: string; text: string }

/** Why a mail did not go out: a code, never the server's own words, which may quote a password. */
export type MailFailure = { code: string; isFinal: boolean }

export type MailServer = { send(mail: OutgoingMail): Promise<MailFailure | null> }

const PATIENCE_MS = 20_000

/** The operator's SMTP server. nodemailer encodes what goes into headers: no value can add one. */
export function mailServer(settings: { url: string; from: string }): MailServer {
  const transport = createTransport({
    url: settings.url,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const host = /@([\w.-]+)/.exec(settings.from)?.[1] ?? 'localhost'
  return {
    async send({ id, to, subject, text }) {
      try {
        await transport.sendMail({
          from: settings.from,
          to: { name: '', address: to },
          subject,
          text,
          // The same for every try, so that a mail sent twice can be known as one.
          messageId: `<${id}@${host}>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
        })
        return null
      } catch (error) {
        return failureOf(error)
      }
    },
  }
}

function failureOf(error: unknown): MailFailure {
  if (!(error instanceof Error)) return { code: 'UNKNOWN', isFinal: false }
  const status = 'responseCode' in error ? Number(error.responseCode) : 0
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN'
  // A refused recipient or text stays refused; a refused sign-in waits for the operator.
  const isFinal = status >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE')
  return { code: status > 0 ? `SMTP_${status}` : code, isFinal }
}
