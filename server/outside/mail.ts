import type { Transporter } from 'nodemailer'
import { isMailAddress } from '../domain/mail-address.ts'
import type { SendMail } from '../domain/mail.ts'

/**
 * Sends by the SMTP server of `url` (smtp://user:password@host:port or smtps://…); each letter has a connection of its
 * own. Addresses are handed over as objects, since the library would find others in a text. It is loaded for the first
 * letter.
 */
export function openMail({ url, from }: { url: string; from: string }): SendMail {
  let opened: Promise<Transporter> | undefined
  const open = async () => {
    const { createTransport } = await import('nodemailer')
    return createTransport(url, { from: plain(from), connectionTimeout: 10_000, greetingTimeout: 10_000 } as object)
  }
  return async mail => {
    if (!isMailAddress(mail.to)) return 'unreachable'
    const transport = await (opened ??= open())
    try {
      await transport.sendMail({ ...mail, to: plain(mail.to) })
      return undefined
    } catch (error) {
      if (isUnknownMailbox(error)) return 'unreachable'
      throw new MailError(error)
    }
  }
}

const plain = (address: string) => ({ name: '', address })

/**
 * Whether the server said for good that there is no such mailbox (RFC 5321 4.2.3; classes 5.1 and 5.2 of RFC 3463).
 * What it forbids by policy, such as relaying, is a mistake in how this site sends and says nothing about the address.
 */
function isUnknownMailbox(error: unknown): boolean {
  const {
    command,
    responseCode,
    response = '',
  } = error as { command?: string; responseCode?: number; response?: string }
  if (command !== 'RCPT TO' || responseCode === undefined) return false
  const [, detail] = /^\d{3}[ -](5\.\d{1,3})\./.exec(response) ?? []
  return detail ? ['5.1', '5.2'].includes(detail) : [550, 551, 553].includes(responseCode)
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
