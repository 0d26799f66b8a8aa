/** A letter in plain text. It holds no personal data but the address it goes to. */
export type Mail = { to: string; subject: string; text: string }

/**
 * `unreachable` where it is no address, or its mail server knows no such mailbox: trying again is of no use. Throws
 * where the letter could not be sent for now.
 */
export type SendMail = (mail: Mail) => Promise<'unreachable' | void>
