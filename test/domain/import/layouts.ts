import t from 'tap'
import { importedFields } from '../../../server/domain/import/import.ts'
import { layouts } from '../../../server/domain/import/layouts.ts'
import { sectionOf } from '../../../server/domain/record/sections.ts'

t.test('every column of a known list goes where a sheet may write', async t => {
  const targets = layouts.flatMap(({ id, columns }) =>
    Object.entries(columns).flatMap(([name, column]) =>
      Object.entries(column ?? {}).map(([section, field]) => ({ id, name, section, field })),
    ),
  )
  t.ok(targets.length > 0)
  for (const { id, name, section, field } of targets) {
    t.ok(
      importedFields(sectionOf(section)).some(one => one.id === field),
      `${id} ${name}: ${section}.${field}`,
    )
  }
})
