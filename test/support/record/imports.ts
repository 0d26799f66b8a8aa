import type { Test } from 'tap'
import { batchRows } from '../../../server/store/schema.ts'
import { formIn } from '../app/pages.ts'
import { award, decision, office, purpose } from './batches.ts'

export const header =
  '身分證號,姓名,機關代碼,獎懲事由,獎懲事由(長),獎懲結果,其他事項,獎懲類別,適用法規,適用法規名稱,條,點,項,款,目,教示條款'

/** A line of CPAA0118B. */
export const line = (number: string, name: string, { result = '嘉獎一次', reason = '辦理教學觀摩' } = {}) => [
  number,
  name,
  '999000001A',
  reason,
  '',
  result,
  '',
  '工作績優',
  'CA',
  award['law_name'],
  '',
  '',
  '',
  '',
  '',
  '1',
]

export const list = (lines: readonly (readonly unknown[])[]) =>
  [header, ...lines.map(one => one.join(','))].map(one => `${one}\r\n`).join('')

/** What an award list does not say. */
export const common = {
  row_approve_agency: '晨光市政府教育局',
  row_decide_date: '115/7/31',
  row_decide_no: '晨教人字第1150000001號',
}

export async function desk(t: Test, teachers = 0, deps: Parameters<typeof office>[2] = {}) {
  const school = await office(t, teachers, deps)
  const { chen } = school
  const asked = { section: 'reward', verb: 'add', purpose }
  async function send(
    file: Buffer | string,
    more: Record<string, string> = {},
    who: Pick<typeof chen, 'get' | 'bring'> = chen,
  ) {
    const form = formIn(await who.get('/imports'), '/imports')
    const bytes = Buffer.isBuffer(file) ? file : Buffer.from(file)
    return who.bring('/imports', { ...form, ...asked, ...more }, [{ name: 'list.csv', type: 'text/csv', bytes }])
  }
  /** The values that are the same for all, and the dry run. */
  async function tried(values: string, more: Record<string, string> = {}) {
    const form = formIn(await chen.get(values), values)
    const answer = await chen.post(values, { ...form, ...common, ...decision, reason: '依獎懲令', ...more })
    return String(answer.headers.location)
  }
  const lines = async () => school.deps.db.select().from(batchRows).orderBy(batchRows.place)
  return { ...school, send, tried, lines }
}
