import { randomUUID } from 'node:crypto'
import { legalDay } from '../../../server/domain/clock.ts'
import { decisionDue } from '../../../server/domain/correction/deadline.ts'
import { difference } from '../../../server/domain/record/difference.ts'
import type { Row } from '../../../server/domain/record/field.ts'
import { sectionOf } from '../../../server/domain/record/sections.ts'
import { rocYearOf } from '../../../server/domain/roc-date.ts'
import * as corrections from '../../../server/store/correction/corrections.ts'
import * as entryEvidence from '../../../server/store/correction/entry-evidence.ts'
import * as evidence from '../../../server/store/correction/evidence.ts'
import * as signatures from '../../../server/store/correction/signatures.ts'
import { signedTextOf } from '../../../server/store/correction/signed-texts.ts'
import type { By } from '../../../server/store/database/events.ts'
import { bySystem } from '../../../server/store/database/events.ts'
import * as records from '../../../server/store/record/records.ts'
import type { Deps } from '../../../server/web/deps.ts'
import type { TestPerson } from '../person/people.ts'

type Kept = Pick<Deps, 'db' | 'ring' | 'clock'>

export const skill: Row = { skill: '急救', licence: '初級急救員證書' }

/** A row of a record, as HR enters it; gives its id. */
export async function addRow({ db, ring, clock }: Kept, personId: string, section: string, data: Row): Promise<string> {
  const rowId = randomUUID()
  const change = { personId, section, rowId, operation: 'add' as const, baseVersion: null, data }
  const written = await db.transaction(tx =>
    records.write(
      tx,
      ring,
      { ...change, source: 'hr_entry', writer: 'program', reason: '新進人員' },
      bySystem,
      clock(),
    ),
  )
  if (!written.ok) throw new Error(written.why)
  return rowId
}

/** A row is entered once more as it is, with a file that proves it; gives the id of the file. */
export async function proveRow(deps: Deps, personId: string, rowId: string): Promise<string> {
  const { db, ring, clock } = deps
  const row = await records.row(db, ring, personId, rowId)
  if (!row) throw new Error('no such row')
  const { section, version: baseVersion, data } = row
  const change = { personId, section, rowId, operation: 'change', baseVersion, data, basis: 'file' } as const
  const bytes = Buffer.from('%PDF-1.4\n')
  const sent = await entryEvidence.keep(deps, { name: '公文.pdf', media: 'application/pdf', bytes }, personId)
  if (!sent.ok) throw new Error(sent.why)
  await db.transaction(async tx => {
    const written = await records.write(
      tx,
      ring,
      { ...change, source: 'hr_entry', writer: 'program', reason: '公文' },
      bySystem,
      clock(),
    )
    if (!written.ok) throw new Error(written.why)
    await entryEvidence.claim(tx, personId, [sent.file.id], { rowId, rowVersion: written.version })
  })
  return sent.file.id
}

export type Asked = {
  section: string
  /** Without one a row is added. */
  rowId?: string | null
  /** Null asks for a deletion. */
  to: Row | null
  reason?: string
  files?: readonly string[]
}

/** A draft with what it asks for; undefined when the row has an open correction already. */
export async function draftCorrection({ db, ring, clock }: Kept, personId: string, asked: Asked) {
  const { section, rowId = null, to } = asked
  const row = rowId === null ? undefined : await records.row(db, ring, personId, rowId)
  const operation = rowId === null ? 'add' : to === null ? 'delete' : 'change'
  const draft = { personId, section, operation, rowId, baseVersion: row?.version ?? null } as const
  const id = await corrections.start(db, draft, clock())
  if (!id) return undefined
  const items = difference(sectionOf(section), operation, row?.data ?? {}, to ?? {})
  const reason = asked.reason ?? '登錄有誤'
  await corrections.save(db, ring, await correctionOf({ db, ring }, id), { items, reason, effective: null }, clock())
  return id
}

/** A correction that was sent to an agency, with its evidence and the text that was signed; gives its id. */
export async function sendCorrection(
  deps: Kept,
  person: Pick<TestPerson, 'personId' | 'accountId' | 'name'>,
  agencyId: string,
  asked: Asked,
): Promise<string> {
  const { db, ring, clock } = deps
  const { personId, accountId } = person
  const id = await draftCorrection(deps, personId, asked)
  if (!id) throw new Error('the row has an open correction')
  for (const name of asked.files ?? []) {
    const file = evidence.seal(ring, Buffer.from(`%PDF-1.4\n% ${name}\n%%EOF\n`))
    const details = { correctionId: id, round: 1, name, media: 'application/pdf' as const, addedBy: accountId }
    await evidence.add(db, { ...file, ...details }, clock())
  }
  const at = clock()
  const today = legalDay(at)
  const correction = await correctionOf(deps, id)
  await db.transaction(async tx => {
    const number = await corrections.nextNumber(tx, rocYearOf(today))
    const set = { number, submittedAt: at, dueDay: decisionDue(today), agencyId }
    const by: By = { accountId, role: 'employee', agencyId, requestId: null }
    await corrections.move(tx, ring, correction, { action: 'submit', to: 'submitted', by, at, set })
    const text = await signedTextOf(tx, ring, correction, person, today)
    const unsigned = { way: 'password' as const, line: '', cms: null, certificate: null, proof: {} }
    const signed = { correctionId: id, round: 1, text: text.bytes, textSha256: text.sha256, byAccountId: accountId, at }
    await signatures.add(tx, ring, { ...unsigned, ...signed })
  })
  return id
}

/** A correction as it is now. */
export async function correctionOf(
  { db, ring }: Pick<Deps, 'db' | 'ring'>,
  id: string,
): Promise<corrections.Correction> {
  const found = await corrections.find(db, ring, id)
  if (!found) throw new Error('no such correction')
  return found
}
