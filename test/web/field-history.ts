import t from 'tap'
import { fieldOf, sectionOf } from '../../server/domain/record/sections.ts'
import { fieldHistoryPage } from '../../server/web/show/record/field-history.ts'

const section = sectionOf('skill')
const field = fieldOf(section, 'licence')
const at = (version: number) => new Date(Date.UTC(2026, 0, version))

/** Versions `from` to `to` of a row, newest first, each with the value that `valueOf` gives. */
const versions = (from: number, to: number, valueOf: (version: number) => string | null) =>
  Array.from({ length: to - from + 1 }, (_, i) => to - i).map(version => ({
    version: {
      version,
      operation: valueOf(version) === null ? ('delete' as const) : ('change' as const),
      source: 'hr_entry',
      reason: `第 ${version} 版`,
      effective: null,
      authority: null,
      authorityDay: null,
      authorityNumber: null,
      basis: null,
      at: at(version),
    },
    data: { skill: `${version}`, licence: valueOf(version) ?? '舊' },
    evidence: [],
    byName: null,
    actingForName: null,
    agencyName: null,
    correction: null,
  }))

const page = (shown: ReturnType<typeof versions>, upTo: number | null, limit: number) => {
  const { values, older } = fieldHistoryPage({ section, field }, shown, { upTo, limit, rowPath: '/r' }, 'zh-TW')
  return {
    values: values.map(({ value, number, until, isNow, isGone }) => ({ value, number, until, isNow, isGone })),
    older,
  }
}

t.test('a value stands from the version that brought it until the next one, whatever else changed', async t => {
  const valueOf = (version: number) => (version < 3 ? '初級' : version < 6 ? '中級' : '高級')
  t.match(page(versions(1, 7, valueOf), null, 20), {
    values: [
      { value: '高級', number: 6, until: null, isNow: true },
      { value: '中級', number: 3, until: at(6), isNow: false },
      { value: '初級', number: 1, until: at(3), isNow: false },
    ],
    older: null,
  })
})

t.test('what was deleted and entered again has its value twice, and none between', async t => {
  const shown = page(
    versions(1, 3, version => (version === 2 ? null : '初級')),
    null,
    20,
  )
  t.match(shown.values, [
    { value: '初級', number: 3, isNow: true },
    { number: 2, isGone: true, isNow: false, until: at(3) },
    { value: '初級', number: 1, until: at(2) },
  ])
})

t.test('page by page each value is told once, with both its days', async t => {
  const limit = 4
  const valueOf = (version: number) => String(Math.floor((version - 1) / 2))
  const told: number[] = []
  for (let upTo: number | null = null, left = 20; left > 0; left--) {
    const newest = upTo === null ? 23 : upTo + 1
    const { values, older } = page(versions(Math.max(1, newest - limit - 1), newest, valueOf), upTo, limit)
    told.push(...values.map(({ number }) => number))
    for (const { number, until } of values) t.same(until, number === 23 ? null : at(number + 2))
    if (!older) break
    upTo = Number(/version=(\d+)/.exec(older)?.[1])
  }
  t.same(
    told,
    Array.from({ length: 12 }, (_, i) => 23 - 2 * i),
  )
})
