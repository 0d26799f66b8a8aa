import { fieldsIn, mostLinesOfOne, type ImportRefusal } from '../../domain/import/import.ts'
import { mostPeople } from '../../domain/record/batch.ts'
import type { Db } from '../../store/database/database.ts'
import type { By } from '../../store/database/events.ts'
import * as imports from '../../store/import/imports.ts'
import * as batches from '../../store/record/batches.ts'
import { newRowId } from '../../store/record/records.ts'
import type { Deps } from '../../web/deps.ts'

export type HandedOn = { ok: true; batchId: string } | { ok: false; why: ImportRefusal }

type Sheet = Pick<
  imports.Import,
  'id' | 'agencyId' | 'verb' | 'section' | 'columns' | 'source' | 'purpose' | 'actingFor'
>

/**
 * Makes a batch of what is known by now of a sheet: whose lines they are, and which fields they fill. With `onlySure`
 * there is none where a line is nobody's yet.
 */
export async function handOn(
  tx: Db,
  { clock }: Pick<Deps, 'clock'>,
  sheet: Sheet,
  { accountId, by, onlySure = false }: { accountId: string; by: By; onlySure?: boolean },
): Promise<HandedOn> {
  const { id, agencyId, verb, section, columns, purpose, actingFor } = sheet
  const known = await imports.knownPeople(tx, id)
  if (known.length === 0) return { ok: false, why: 'import.refused.nobody' }
  if (known.length > mostPeople) return { ok: false, why: 'import.refused.too-many-people' }
  if ((await imports.mostLinesOfOne(tx, id)) > mostLinesOfOne) return { ok: false, why: 'import.refused.many-lines' }
  const isOpen = (await imports.counts(tx, id)).some(
    ({ confidence }) => confidence !== 'exact' && confidence !== 'remembered',
  )
  if (onlySure && isOpen) return { ok: false, why: 'import.refused.nobody' }
  const batchId = newRowId()
  const at = clock()
  if (!(await imports.move(tx, id, { from: ['people'], to: 'handed-on' }, { batchId, by, at }))) {
    return { ok: false, why: 'import.refused.gone' }
  }
  await imports.keepColumns(tx, sheet, accountId, at)
  const batch = {
    id: batchId,
    agencyId,
    verb,
    section,
    state: 'draft' as const,
    purpose,
    people: known,
    differing: fieldsIn(columns),
    form: {},
    which: { rows: 'newest' as const },
    reason: '',
    importId: id,
    byAccountId: accountId,
    actingFor,
    at,
  }
  await batches.begin(tx, batch, by)
  await batches.open(tx, { accountId, batchId, purpose }, at)
  return { ok: true, batchId }
}
