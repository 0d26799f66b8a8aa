import t from 'tap'
import { allTables, codesOf, findTable, useTables } from '../../../server/domain/record/code-book.ts'
import { shippedTables, type CodeTable } from '../../../server/domain/record/code-tables.ts'
import { codeLabel } from '../../../server/domain/record/codes.ts'
import { checkRow } from '../../../server/domain/record/validate.ts'
import type { Section } from '../../../server/domain/record/field.ts'
import * as codeTables from '../../../server/store/record/code-tables.ts'
import { followTables, readTables } from '../../../server/store/record/followed-tables.ts'
import { rulesVersion } from '../../../server/store/record/rules-version.ts'
import { codeTables as tables, codeValues } from '../../../server/store/schema.ts'
import { testDatabase } from '../../support/database/database.ts'

t.afterEach(() => useTables(shippedTables))

const local = { code: 'L01', zh: '校園防護', en: 'Campus safety', mapsTo: 'A401' }

t.test('the tables of the program are written once, and read as they were shipped', async t => {
  const { db } = await testDatabase(t)
  const before = rulesVersion()
  await db.delete(codeValues)
  await db.delete(tables)
  await codeTables.ship(db, shippedTables)
  const state = await codeTables.state(db)
  await codeTables.ship(db, shippedTables)
  t.equal(await codeTables.state(db), state, 'another start changes nothing')
  await readTables(db)
  t.same(allTables(), shippedTables)
  t.not(allTables(), shippedTables)
  t.equal(rulesVersion(), before, 'the same codes are the same rules')
})

t.test('local values and last days outlive the next shipped table', async t => {
  const { db } = await testDatabase(t)
  await codeTables.ship(db, shippedTables)
  t.ok(await codeTables.addLocal(db, 'job_series', 1, local))
  t.ok(await codeTables.end(db, 'job_series', 2, { code: 'A105', validTo: '2026-12-31' }))
  const series = { ...(shippedTables.find(({ id }) => id === 'job_series') as CodeTable) }
  const [none, ...rest] = series.values.filter(({ code }) => code !== 'BG01')
  await codeTables.ship(db, [{ ...series, values: [{ ...none!, zh: '無職系' }, ...rest] }])
  await readTables(db)
  const known = new Map(codesOf('job_series').map(value => [value.code, value]))
  t.match(known.get('L01'), { ...local, isLocal: true })
  t.equal(known.get('A105')?.validTo, '2026-12-31')
  t.equal(known.get('0100')?.zh, '無職系')
  t.ok(known.has('BG01'), 'old rows still know what is shipped no more')
})

t.test('a word of ours does not come beside the value that an administrator loaded under the same name', async t => {
  const { db } = await testDatabase(t)
  const titles = (...values: CodeTable['values']): CodeTable[] => [
    { id: 'clubs', zh: '社團', en: 'Clubs', isClosed: false, values },
  ]
  await codeTables.ship(db, titles({ code: 'K1', zh: '棋藝', en: 'Chess' }))
  await codeTables.load(db, 'clubs', 1, [{ code: 'K2', zh: '天文', en: 'Astronomy' }])
  const [chess, stars, song] = [
    { code: 'K1', zh: '棋藝社', en: 'Chess' },
    { code: 'astronomy', zh: '天文', en: 'Astronomy' },
    { code: 'choir', zh: '合唱', en: 'Choir' },
  ]
  await codeTables.ship(db, titles(chess, stars, song))
  const names = async () => (await codeTables.all(db)).find(({ id }) => id === 'clubs')?.values.map(({ code }) => code)
  t.same((await names())?.toSorted(), ['K1', 'K2', 'choir'])
  await codeTables.ship(db, titles(chess, stars, { ...song, zh: '歌唱' }))
  t.same((await names())?.toSorted(), ['K1', 'K2', 'choir'], 'also at the next start')
})

t.test('of two who change the same version of a table one is told no', async t => {
  const { db } = await testDatabase(t)
  await codeTables.ship(db, shippedTables)
  const both = await Promise.all([
    codeTables.addLocal(db, 'job_series', 1, local),
    codeTables.end(db, 'job_series', 1, { code: 'A105', validTo: '2026-12-31' }),
  ])
  t.same(both.toSorted(), [false, true])
})

t.test('a local value is marked wherever it is named', async t => {
  const { db } = await testDatabase(t)
  await codeTables.ship(db, shippedTables)
  await codeTables.addLocal(db, 'job_series', 1, local)
  await readTables(db)
  t.equal(codeLabel(codesOf('job_series'), 'L01', 'zh-TW'), '校園防護（自訂）')
  t.equal(codeLabel(codesOf('job_series'), 'L01', 'en'), 'Campus safety (local)')
})

t.test(
  'a running process follows what another has changed, and a table of its own is a field of any section',
  async t => {
    const { db } = await testDatabase(t)
    await codeTables.ship(db, [
      ...shippedTables,
      { id: 'clubs', zh: '社團', en: 'Clubs', isClosed: false, values: [{ code: '1', zh: '棋藝', en: 'Chess' }] },
    ])
    await readTables(db)
    const stop = followTables(db, error => t.fail(String(error)))
    t.teardown(stop)
    const before = rulesVersion()
    const section: Section = {
      id: 'club',
      zh: '社團指導',
      en: 'Clubs',
      form: 'multi',
      order: 225,
      title: ['club'],
      fields: [
        { id: 'club', zh: '社團', en: 'Club', type: 'code', codes: 'clubs', required: 'always', decidedBy: 'hr' },
      ],
    }
    const wrong = (code: string) =>
      checkRow(section, { club: code }, { today: '2026-11-24', others: [], basic: undefined }).map(({ why }) => why)
    t.same(wrong('1'), [])
    t.same(wrong('2'), ['record.refused.code'])
    await codeTables.addLocal(db, 'clubs', 1, { code: '2', zh: '天文', en: 'Astronomy' })
    while (findTable('clubs')?.values.length === 1) await new Promise(resolve => setTimeout(resolve, 100))
    t.same(wrong('2'), [])
    t.not(rulesVersion(), before, 'findings are reckoned again')
  },
)

t.test('the last day is that of the program until an administrator says another', async t => {
  const { db } = await testDatabase(t)
  const shipped = (validTo?: string): CodeTable[] => [
    {
      id: 'clubs',
      zh: '社團',
      en: 'Clubs',
      isClosed: false,
      values: [{ code: '1', zh: '棋藝', en: 'Chess', ...(validTo && { validTo }) }],
    },
  ]
  const lastDay = async () => (await codeTables.all(db)).find(({ id }) => id === 'clubs')?.values[0]?.validTo
  await codeTables.ship(db, shipped('2026-12-31'))
  t.equal(await lastDay(), '2026-12-31')
  await codeTables.ship(db, shipped())
  t.equal(await lastDay(), undefined, 'the program takes back what it said')
  await codeTables.end(db, 'clubs', 2, { code: '1', validTo: '2027-01-31' })
  await codeTables.ship(db, [{ ...shipped()[0]!, en: 'Societies' }])
  t.equal(await lastDay(), '2027-01-31')
})

t.test('a start that broke off before the tables were written leaves the tables of the program in use', async t => {
  const { db } = await testDatabase(t)
  await db.delete(codeValues)
  await db.delete(tables)
  await readTables(db)
  t.same(allTables(), shippedTables)
})
