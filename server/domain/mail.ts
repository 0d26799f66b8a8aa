/** A letter in plain text. It holds no personal data but the address it goes to. */
export type Mail = { to: string; subject: string; text: string }

export type SendMail = (mail: Mail) => Promise<void>
