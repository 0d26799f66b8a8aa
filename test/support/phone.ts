import * as credentials from '../../server/store/credentials.ts'
import type { Deps } from '../../server/web/deps.ts'
import type { visitor } from './app.ts'
import type { phonePeople } from './phone-desk.ts'

/** Registers a phone for an account without the pages that do it. */
export async function bindPhone(
  { db, clock }: Deps,
  accountId: string,
  { name, subjectSerial }: (typeof phonePeople)['lin'],
): Promise<void> {
  const phone: credentials.Card = {
    kind: 'phone',
    issuerFamily: '(測試用)內政部憑證管理中心',
    issuerKeyId: 'older',
    subjectSerial,
    subjectName: name,
    certificate: Buffer.from('a certificate'),
    cardNumber: null,
    notAfter: new Date('2031-01-01T00:00:00Z'),
  }
  const bound = await credentials.bind(db, accountId, phone, clock())
  if (!bound.ok) throw new Error(bound.why)
}

/** The two characters that a waiting page shows. */
export const codeOn = (html: string): string => /<p class="pairing">([^<]+)</.exec(html)?.[1] ?? ''

/** Opens the page that a form sent the browser to. */
export async function follow(browser: ReturnType<typeof visitor>, answer: { headers: Record<string, unknown> }) {
  const url = String(answer.headers['location'])
  return { url, page: await browser.get(url) }
}
