import { createTransport } from 'nodemailer'
import type { SendMail } from '../domain/mail.ts'

/** Sends by the SMTP server of `url` (smtp://user:password@host:port or smtps://…); each letter has a connection of its own. */
export function openMail({ url, from }: { url: string; from: string }): SendMail {
  const transport = createTransport(url, { from, connectionTimeout: 10_000, greetingTimeout: 10_000 } as object)
  return async mail => {
    await transport.sendMail(mail).catch((error: unknown) => {
      throw new MailError(error)
    })
  }
}

/** Why a letter was not sent, without the words of the server, which name whom it was for. */
class MailError extends Error {
  override name = 'MailError'
  code: string

  constructor(error: unknown) {
    super('the letter was not sent')
    const { code = '', responseCode = '' } = error as { code?: string; responseCode?: number }
    this.code = `${code} ${responseCode}`.trim()
  }
}
