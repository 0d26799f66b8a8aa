import type { FastifyInstance } from 'fastify'
import * as credentials from '../../../server/store/ways/credentials.ts'
import type { Deps } from '../../../server/web/deps.ts'
import type { Browser } from '../app/app.ts'
import { visitor } from '../app/app.ts'
import { formIn } from '../app/pages.ts'
import type { PhoneDesk, PhoneEntry } from './phone-desk.ts'

/** Registers a phone for an account without the pages that do it. */
export async function bindPhone(
  { db, clock }: Deps,
  accountId: string,
  { name, subjectSerial }: PhoneEntry,
): Promise<void> {
  const phone: credentials.NewCredential = {
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
export async function follow(browser: Browser, answer: { headers: Record<string, unknown> }) {
  const url = String(answer.headers['location'])
  return { url, page: await browser.get(url) }
}

const posted = (url: string, fields: Record<string, string>) =>
  fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' })

/** The form of a page that leads to another site. */
function formElsewhere(body: string): { action: string; fields: Record<string, string> } {
  const [, action = ''] = /<form method="post" action="(http[^"]+)"/.exec(body) ?? []
  return { action, fields: formIn({ body }, action) ?? {} }
}

/** The first page of the ministry, to which the button of our page leads. */
export async function openMinistry(html: string): Promise<{ body: string; origin: string }> {
  const { action, fields } = formElsewhere(html)
  return { body: await (await posted(action, fields)).text(), origin: new URL(action).origin }
}

/** From our page with the button through the simulated page of the ministry: the form that it sends back. */
export async function atMinistry(
  { act }: Pick<PhoneDesk, 'act'>,
  html: string,
  person = 'lin',
): Promise<Record<string, string>> {
  const { body, origin } = await openMinistry(html)
  const path = '/fidoRedirect/person'
  const asked = await posted(`${origin}${path}`, { ...formIn({ body }, path), person })
  await act('accept', { person })
  const last = await fetch(new URL(asked.headers.get('location') ?? '', origin))
  return formElsewhere(await last.text()).fields
}

/** Brings a form from elsewhere, which comes without cookies of ours; what the answer sets is the browser's. */
export async function bring(app: FastifyInstance, browser: Browser, fields: Record<string, string>) {
  const courier = visitor(app)
  const answer = await courier.post('/phone-answer', fields)
  for (const [name, value] of courier.cookies) browser.cookies.set(name, value)
  return answer
}
