import { addDays, legalDay } from '../../../server/domain/clock.ts'
import type { Row } from '../../../server/domain/record/field.ts'
import { sectionOf } from '../../../server/domain/record/sections.ts'
import { shortDate } from '../../../server/domain/roc-date.ts'
import * as corrections from '../../../server/store/correction/corrections.ts'
import * as evidence from '../../../server/store/correction/evidence.ts'
import * as received from '../../../server/store/outgoing/corrected.ts'
import * as disclosures from '../../../server/store/outgoing/disclosures.ts'
import * as records from '../../../server/store/record/records.ts'
import type { Deps } from '../../../server/web/deps.ts'
import { formOfRow } from '../../../server/web/show/row-form.ts'
import type { TestPerson } from '../person/people.ts'
import { sendCorrection } from '../correction/corrections.ts'
import { must, shown, type Browsers } from './page.ts'

/** A request of the teacher in each state, brought there by the pages that people use. */
export async function everyState(deps: Deps, { teacher, officer, chief }: Browsers, person: TestPerson) {
  const { personId } = person
  const { db, ring, clock } = deps
  const today = legalDay(clock())

  async function draft(section: string, row: Row): Promise<string> {
    const id = await start(`add:${section}`)
    const form = { ...formOfRow(sectionOf(section), row), reason: '新取得證照，請補登。' }
    const revision = await shown(teacher, `/corrections/${id}/edit`, 'revision')
    await must(teacher.post(`/corrections/${id}/edit`, { ...form, effective: '', revision }))
    const file = { name: '證書.pdf', type: 'application/pdf', bytes: Buffer.from('%PDF-1.4\n%%EOF\n') }
    await must(teacher.upload(`/corrections/${id}/evidence`, 'file', file))
    return id
  }

  async function start(what: string): Promise<string> {
    const { headers } = await must(teacher.post('/corrections', { start: what }))
    return String(headers.location).split('/')[2] ?? ''
  }

  async function sent(section: string, row: Row): Promise<string> {
    const id = await draft(section, row)
    const text_sha256 = await shown(teacher, `/corrections/${id}/signing`, 'text_sha256')
    await must(teacher.post(`/corrections/${id}/unsigned`, { text_sha256 }))
    return id
  }

  const skill = (licence: string): Row => ({ skill: '急救', licence })

  async function taken(section: string, row: Row): Promise<string> {
    const id = await sent(section, row)
    await must(officer.post(`/review/${id}/taking`))
    for (const file of await evidence.ofCorrection(db, id)) await officer.get(`/review/${id}/evidence/${file.id}`)
    return id
  }

  const exam: Row = {
    kind: 'civil',
    year: 109,
    name: '公務人員普通考試',
    category: '教育行政',
    cert_no: '109公普字第000123號',
    restrict_to: '2026-12-31',
  }

  const [applied, returned, waitingChief, waitingAuthority] = [
    await taken('skill', skill('初級救護技術員證書')),
    await taken('skill', skill('校園急救員證書')),
    await taken('skill', skill('水上救生員證書')),
    await taken('exam', exam),
  ]
  const seen_version = await shown(officer, `/review/${applied}`, 'seen_version')
  await must(officer.post(`/review/${applied}/decision`, { all: 'accepted', seen_version }))
  const day = shortDate(addDays(today, 10))
  await must(officer.post(`/review/${returned}/return`, { return_text: '請補附訓練時數。', return_day: day }))
  const refused = (await corrections.find(db, ring, waitingChief))?.items.flatMap(({ field }) => [
    [`item_${field}`, 'rejected'],
    [`why_${field}`, '文件看不清楚'],
  ])
  const no = { ...Object.fromEntries(refused ?? []), text: '所附文件與申請內容不符。', seen_version }
  await must(officer.post(`/review/${waitingChief}/decision`, no))
  await must(officer.post(`/review/${waitingAuthority}/forwarding`))

  const withdrawn = await sent('skill', skill('其他證書'))
  await must(teacher.post(`/corrections/${withdrawn}/withdrawal`))
  const rows = await records.ofPerson(db, ring, personId)
  const rowOf = (section: string) => rows.find(row => row.section === section)?.id
  const { agencyId } = (await corrections.find(db, ring, applied)) ?? {}
  const licence = { section: 'skill', rowId: rowOf('skill') ?? '', to: skill('游泳教練證') }
  const rejected = await sendCorrection(deps, person, agencyId ?? '', licence)
  await must(chief.post(`/review/${rejected}/taking`))
  await must(chief.post(`/review/${rejected}/decision`, { all: 'rejected', text: '查無資料。', seen_version: '1' }))
  // somebody received what is corrected afterwards
  const by = { accountId: person.accountId, agencyId: agencyId ?? '', viewerName: '陳文彬', actingForName: null }
  await disclosures.addPaper(
    db,
    {
      kind: 'paper',
      personIds: [personId],
      fields: ['skill.skill'],
      purpose: '急救人員名冊',
      recipients: '健康中心',
      by: { ...by, viewerRole: 'hr_officer' },
    },
    clock(),
  )
  const other = { ...licence, to: { ...skill('初級救護技術員證書'), skill: '水上救生' } }
  const corrected = await sendCorrection(deps, person, agencyId ?? '', other)
  await must(chief.post(`/review/${corrected}/taking`))
  await must(chief.post(`/review/${corrected}/decision`, { all: 'accepted', seen_version: '1' }))
  const [toTell] = await received.ofCorrection(db, corrected)
  return {
    corrected,
    toTell: toTell?.id,
    rejected,
    applied,
    returned,
    waitingChief,
    waitingAuthority,
    withdrawn,
    draft: await draft('skill', skill('高級心臟救命術證書')),
    refused: await draft('exam', exam),
    deletion: await start(`delete:education:${rowOf('education')}`),
    change: await start(`change:basic:${rowOf('basic')}`),
    submitted: await sent('skill', skill('電腦軟體應用乙級技術士證')),
    inReview: await taken('skill', skill('教練證')),
  }
}
