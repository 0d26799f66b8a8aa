import { randomUUID } from 'node:crypto'
import { showCode } from '../../../server/domain/readable-code.ts'
import * as activations from '../../../server/store/account/activations.ts'
import { bySystem } from '../../../server/store/database/events.ts'
import * as records from '../../../server/store/record/records.ts'
import type { Deps } from '../../../server/web/deps.ts'
import { addAgency, addPerson, type TestPerson } from './people.ts'

/** Of HR; who `addPerson` invents is a teacher. */
export const chen = { name: '陳文彬', idNumber: 'A123456789', loginName: 'chen.wenbin' }
export const huang = { name: '黃主任', idNumber: 'A123456707', loginName: 'huang.zhuren' }

/** A school with a teacher who has a row of education, an HR officer and the HR chief; `lin` overrides the teacher's account. */
export async function addSchool(deps: Deps, lin: Parameters<typeof addPerson>[2] = {}) {
  const agencyId = await addAgency(deps)
  const teacher = await addPerson(deps, agencyId, lin)
  const officer = await addPerson(deps, agencyId, { ...chen, roles: ['hr_officer'] })
  const chief = await addPerson(deps, agencyId, { ...huang, roles: ['hr_chief'] })
  await addEducation(deps, teacher)
  return { agencyId, teacher, officer, chief }
}

async function addEducation({ db, ring, clock }: Deps, { personId }: TestPerson) {
  const data = {
    school: '國立示範大學',
    country: 'TW',
    dept: '國語文教育學系',
    start_ym: '2008-09',
    end_ym: '2012-06',
    result: 'graduated',
    degree: '50',
    cert_no: '示大教字第1010000001號',
    is_highest: true,
  }
  const row = { personId, section: 'education', rowId: randomUUID(), operation: 'add' as const, baseVersion: null }
  const written = await db.transaction(tx =>
    records.write(tx, ring, { ...row, data, source: 'hr_entry', reason: '新進人員' }, bySystem, clock()),
  )
  if (!written.ok) throw new Error(written.why)
}

/** An activation code as HR prints it. */
export async function activationCode({ db, ring, clock }: Deps, { accountId }: TestPerson): Promise<string> {
  const { code } = await activations.issue(db, ring, { accountId, by: null }, clock())
  return showCode(code)
}
