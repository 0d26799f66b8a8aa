import { createTransport } from 'nodemailer'
import type { SendMail } from '../domain/mail.ts'

/** Sends by the SMTP server of `url` (smtp://user:password@host:port or smtps://…); each letter has a connection of its own. */
export function openMail({ url, from }: { url: string; from: string }): SendMail {
  const transport = createTransport(url, { from, connectionTimeout: 10_000, greetingTimeout: 10_000 } as object)
  return async mail => {
    await transport.sendMail(mail)
  }
}
