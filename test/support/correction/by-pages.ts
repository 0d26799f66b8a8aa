import type { LightMyRequestResponse } from 'fastify'
import type { Browser } from '../app/app.ts'
import { errorsIn, formIn, words } from '../app/pages.ts'

export const pdf = (text = 'evidence') => ({
  name: '證明文件.pdf',
  type: 'application/pdf',
  bytes: Buffer.from(`%PDF-1.4\n${text}`),
})

/** Presses a button of the record (`add:education`, `change:education:<row>`) and gives the id of the draft. */
export async function beginCorrection(person: Browser, start: string): Promise<string> {
  await person.get('/record')
  const answer = await person.post('/corrections', { start })
  const id = /^\/corrections\/([0-9a-f-]{36})/.exec(answer.headers.location ?? '')?.[1]
  if (!id) throw told(`no draft for ${start}`, answer)
  return id
}

/** The form of a draft as it would be posted untouched; of a change, every field that may be corrected is chosen. */
export async function draftForm(person: Browser, id: string): Promise<Record<string, string>> {
  const path = `/corrections/${id}/edit`
  const choice = await person.get(`/corrections/${id}/fields`)
  const fields = [...choice.body.matchAll(/ name="(field_[^"]+)"/g)].map(([, name]) => `&${name}=yes`)
  const form = formIn(await person.get(fields.length > 0 ? `${path}?chosen=yes${fields.join('')}` : path), path)
  if (!form) throw new Error(`${path} has no form`)
  return form
}

/** Changes these fields of the draft's form, leaves the others as the page offers them, and goes on. */
export async function fill(person: Browser, id: string, fields: Record<string, string>) {
  return person.post(`/corrections/${id}/edit`, { ...(await draftForm(person, id)), ...fields })
}

export async function attach(person: Browser, id: string, file = pdf()) {
  await person.get(`/corrections/${id}/evidence`)
  return person.upload(`/corrections/${id}/evidence`, 'file', file)
}

/** Looks at the check page and sends without a signature, after a sign-in just now. */
export async function sendUnsigned(person: Browser, id: string) {
  const check = await person.get(`/corrections/${id}/check`)
  if (errorsIn(check).length > 0) throw told('not ready', check)
  const path = `/corrections/${id}/unsigned`
  return person.post(path, formIn(await person.get(`/corrections/${id}/signing`), path))
}

/** A whole correction from the button to the receipt. */
export async function sendByPages(
  person: Browser,
  start: string,
  fields: Record<string, string> = {},
  { hasEvidence = true } = {},
): Promise<string> {
  const id = await beginCorrection(person, start)
  goesTo(await fill(person, id, { reason: '如證明文件', ...fields }), `/corrections/${id}/evidence`)
  if (hasEvidence) goesTo(await attach(person, id, pdf(id)), `/corrections/${id}/evidence`)
  goesTo(await sendUnsigned(person, id), `/corrections/${id}`)
  return id
}

/** Takes the correction and opens its evidence, as a reviewer must. */
export async function takeCorrection(officer: Browser, id: string) {
  const path = `/review/${id}`
  await officer.get(path)
  goesTo(await officer.post(`${path}/taking`), path)
  return openEvidence(officer, id)
}

/** Opens every file; gives the page of the correction afterwards. */
async function openEvidence(reviewer: Browser, id: string) {
  const path = `/review/${id}`
  const page = await reviewer.get(path)
  const files = new Set(page.body.match(new RegExp(`${path}/evidence/[0-9a-f-]{36}`, 'g')))
  for (const file of files) await reviewer.get(file)
  return reviewer.get(path)
}

/**
 * HR's part to the end: the officer takes and accepts; what another authority owns is sent on, and the chief writes its
 * decision down. Gives which of the two ways the page offered.
 */
export async function acceptCorrection(officer: Browser, chief: Browser, id: string): Promise<'hr' | 'authority'> {
  const path = `/review/${id}`
  const page = await takeCorrection(officer, id)
  const decision = formIn(page, `${path}/decision`)
  if (decision) {
    goesTo(await officer.post(`${path}/decision`, { ...decision, all: 'accepted' }), path)
    return 'hr'
  }
  goesTo(await officer.post(`${path}/forwarding`), path)
  const form = formIn(await openEvidence(chief, id), `${path}/authority`)
  if (!form) throw new Error('the chief cannot decide')
  const decided = { ...form, authority_day: '115/11/20', authority_number: '部銓字第1150000001號' }
  goesTo(await chief.post(`${path}/authority`, decided), path)
  return 'authority'
}

/** Throws what the page says where a step did not lead on. */
export function goesTo(answer: LightMyRequestResponse, path: string): void {
  if (answer.statusCode !== 303 || answer.headers.location !== path) throw told(`not on to ${path}`, answer)
}

const told = (what: string, answer: LightMyRequestResponse) =>
  new Error(
    `${what}: ${answer.statusCode} ${answer.headers.location ?? ''} ${errorsIn(answer).join(' ') || words(answer.body).slice(-300)}`,
  )
