import { sections } from '../sections.ts'
import { sectionsByKind } from '../staff-kinds.ts'
import type { RecordRule } from './across.ts'

const post = { section: 'post', from: 'start', to: 'end' }

/** What is asked of a record for the kinds of staff that its posts name, from the table of staff kinds. */
export const kindRules: readonly RecordRule[] = sections.flatMap(({ id, zh, en, newestFirst }): RecordRule[] => {
  const { must, mustHere, unless, never } = sectionsByKind[id] ?? {}
  const here: RecordRule[] = mustHere
    ? [
        {
          id: `${id}.missing`,
          severity: 'error',
          zh: `在職人員應有「${zh}」，卻沒有資料`,
          en: `Everybody who works here has “${en}”, of which there is nothing`,
          section: 'basic',
          at: 'arrive_date',
          rule: 'assigned',
          kinds: mustHere,
          asks: id,
        },
      ]
    : []
  const has: RecordRule[] = must
    ? [
        {
          id: `${id}.missing`,
          severity: 'warning',
          zh: `依現職的人員區分應有「${zh}」，卻沒有資料`,
          en: `The present post asks for “${en}”, of which there is nothing`,
          section: post.section,
          at: 'staff_kind',
          where: [{ field: 'staff_kind', is: must }, ...(unless ? [{ not: unless }] : [])],
          rule: 'has',
          from: post.from,
          to: post.to,
          asks: id,
        },
      ]
    : []
  const fits: RecordRule[] =
    never && newestFirst
      ? [
          {
            id: `${id}.kind`,
            severity: 'warning',
            zh: `當時的人員區分不適用「${zh}」`,
            en: `“${en}” does not apply to the post of that day`,
            section: id,
            at: newestFirst,
            rule: 'fits',
            by: post,
            not: { field: 'staff_kind', is: never },
          },
        ]
      : []
  return [...here, ...has, ...fits]
})
