import { Secret, TOTP } from 'otpauth'
import type { Browser } from '../app/app.ts'

/** What an authenticator app with this key shows. */
export const digits = (secret: string, at: Date): string =>
  new TOTP({ secret: Secret.fromBase32(secret), digits: 6 }).generate({ timestamp: at.getTime() })

/** Sets up the app as a person does; gives its key and the spare codes. */
export async function setUpApp(browser: Browser, now: Date) {
  await browser.get('/account/second-factor')
  await browser.post('/account/second-factor/app')
  const page = await browser.get('/account/second-factor/app')
  const secret = (/<dd>([A-Z2-7 ]{39})<\/dd>/.exec(page.body)?.[1] ?? '').replaceAll(' ', '')
  const done = await browser.post('/account/second-factor/app/code', { code: digits(secret, now) })
  return {
    page,
    secret,
    done,
    codes: [...done.body.matchAll(/<code>([0-9A-Z-]{11})<\/code>/g)].map(([, c]) => c ?? ''),
  }
}
