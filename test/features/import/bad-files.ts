import iconv from 'iconv-lite'
import t from 'tap'
import { sheetOf, typedIn } from '../../../server/domain/import/line.ts'
import { readNext } from '../../../server/reading/read-next.ts'
import * as kept from '../../../server/store/import/imports.ts'
import { importBlocks, importFiles, imports } from '../../../server/store/schema.ts'
import { formIn, words } from '../../support/app/pages.ts'
import { readable, unreadable } from '../../support/documents/bad-files.ts'
import { byLibreOffice, lacks } from '../../support/documents/tools.ts'
import { made, sheetOf as table } from '../../support/documents/workbooks.ts'
import { world } from '../../support/person/world.ts'
import { desk, header, line, list } from '../../support/record/imports.ts'

t.test('files as people send them', async t => {
  const { deps, agencyId, chen, lin, wang, send, tried, apply, awards } = await desk(t, 14)
  const { lin: linHere, wang: wangHere } = world

  await t.test('each that cannot be read says why, in a sentence of its own', async t => {
    const files = await unreadable()
    for (const [name, file, sentence] of files) {
      const answer = await send(file)
      const url = answer.headers.location
      if (url) await readNext(deps)
      else t.equal(answer.statusCode, 422, name)
      t.match(words((url ? await chen.get(url) : answer).body), sentence, name)
    }
    const later = await deps.db.select().from(imports)
    t.match(later, [{ state: 'not-read' }, { state: 'not-read' }], 'what is large is looked at while nobody waits')
    for (const left of [importBlocks, importFiles]) t.equal(await deps.db.$count(left), 0, 'nothing of them is kept')
    await deps.db.delete(imports)
    t.ok(files.length > 50, String(files.length))
  })

  await t.test('each that means what it says is read', async t => {
    for (const [name, file] of readable()) {
      const sent = await send(file, { look: 'yes' })
      const id = String(sent.headers.location).split('/').at(-1) ?? ''
      const sheet = await kept.find(deps.db, id, { agencyId, accountId: chen.accountId })
      const lines = sheet ? await kept.linesOf(deps.db, deps.ring, id, [lin.personId, wang.personId]) : []
      const typed = lines.map(({ personId, cells }) => [personId, sheet && typedIn(sheetOf(sheet), cells)['result']])
      const both = [lin, wang].map(({ personId }) => [personId, '嘉獎一次'])
      t.same(typed, both, name)
    }
  })

  await t.test('what is odd about lines that can be read stands on the page', async t => {
    const named = (number: string, name: string) => list([line(number, name)])
    const formula = table(header.split(','), line('', '林美華'))
    Object.assign(formula['F2'] as object, { f: '1+2' })
    const odd: [string, string | Buffer, RegExp][] = [
      ['a number without its letter', named(linHere.idNumber.slice(1), '林美樺'), /缺少英文字母/],
      ['a number without a zero', named('F12345678', '林美樺'), /位數不足，可能遺漏 0/],
      ['a number with one digit wrong', named('A223456782', '林美樺'), /檢查碼不符/],
      ['a number as a spreadsheet shows it', named('1.23E+09', '林美樺'), /身分證統一編號格式不符/],
      ['a name that lost a character', named('', '林\uFFFD華'), /本機關查無此人/],
      ['a name and a number of two people', named(wangHere.idNumber, '林美華'), /證號或編號與姓名不符/],
      ['blanks and what nobody sees', named('', '林美華\u200B '), /有 1 格含有隱藏字元/],
      ['formulas with their values', made('xlsx', formula), /有公式，讀入的是存檔時的計算結果/],
      ['names that stand there twice', named('', '林美華').replace('其他事項', '獎懲結果'), /請確認每一欄是什麼/],
      ['the names once more below', `${named('', '林美華')}${header}\r\n`, /姓名.*本機關查無此人/],
    ]
    for (const [name, file, sentence] of odd) {
      const url = String((await send(file)).headers.location)
      t.match(url, /^\/imports\//, name)
      t.match(words((await chen.get(url)).body), sentence, name)
    }
  })

  await t.test('days of every writing in one column', async t => {
    const days: [string | Date | number, string][] = [
      ['115/7/31', '2026-07-31'],
      ['1150731', '2026-07-31'],
      ['115.07.31', '2026-07-31'],
      ['民國115年7月31日', '2026-07-31'],
      ['中華民國 115 年 7 月 31 日', '2026-07-31'],
      ['１１５／０７／３１', '2026-07-31'],
      ['2026-07-31', '2026-07-31'],
      ['2026/7/31', '2026-07-31'],
      ['20260731', '2026-07-31'],
      ['2026-07-31 00:00:00', '2026-07-31'],
      [46234, '2026-07-31'],
      [new Date('2026-07-31T00:00:00Z'), '2026-07-31'],
      ['7/31/2026', ''],
      ['115/2/30', ''],
    ]
    const lines = days.map(([day], i) => [`教師${i}`, '嘉獎一次', '辦理教學觀摩', day])
    const sent = await send(made('xlsx', table(['姓名', '獎懲結果', '獎懲事由', '核定日期'], ...lines)))
    const url = String(sent.headers.location)
    await chen.post(`${url}/columns`, formIn(await chen.get(url), `${url}/columns`) ?? {})
    const on = await chen.post(`${url}/people`, formIn(await chen.get(url), `${url}/people`) ?? {})
    const more = { row_category: '工作績優', row_law_code: 'CA', row_law_name: '辦法', row_remedy: '1' }
    const batch = await tried(String(on.headers.location), more)
    t.match(words((await chen.get(batch)).body), /錯誤 2/)
    await apply(batch)
    const people = await deps.db.query.people.findMany()
    for (const [i, [day, expected]] of days.entries()) {
      const rows = await awards(people.find(({ name }) => name === `教師${i}`)?.id ?? '')
      t.equal(rows[0]?.data['decide_date'] ?? '', expected, String(day))
    }
  })

  await t.test('signs that no text has are not written', async t => {
    const odd = list([
      line('', '教師12', { reason: '辦理\u0000教學\u0001觀摩\uFEFF' }),
      line('', '教師13', { reason: '失\uFFFD' }),
    ])
    const batch = await tried(String((await send(odd)).headers.location))
    t.match(words((await chen.get(batch)).body), /可套用 1 .*錯誤 1/)
    await apply(batch)
    const people = await deps.db.query.people.findMany()
    const [row] = await awards(people.find(({ name }) => name === '教師12')?.id ?? '')
    t.notMatch(String(row?.data['reason']), /[^\P{Cc}\n]|\uFEFF/u)
    t.match(row, { data: { reason: /教學/ } })
  })

  await t.test(
    'what leaves here, and is saved by LibreOffice, comes in as it left',
    { skip: lacks('soffice') },
    async t => {
      const why = { recipients: 'WebHR', purpose: '函送獎懲令', replacement: 'number' }
      const left = async (format: string) => {
        const ready = formIn(await chen.get('/exports/new?ready=rewards'), '/exports/new') ?? {}
        const page = String(
          (await chen.post('/exports/new', { ...ready, ...why, name: format, format })).headers.location,
        )
        const file = await chen.post(`${page}/file`, { version: '1', ...why })
        return (await chen.get(`${String(file.headers.location)}/content`)).rawPayload
      }
      const [xlsx, ods] = [
        { name: 'list.xlsx', bytes: await left('xlsx') },
        { name: 'list.ods', bytes: await left('ods') },
      ]
      const csv = (encoding: number) => `csv:Text - txt - csv (StarCalc):44,34,${encoding}`
      const saved = {
        ods: await byLibreOffice(t, xlsx, 'ods'),
        xlsx: await byLibreOffice(t, ods, 'xlsx'),
        'UTF-8': await byLibreOffice(t, xlsx, csv(76)),
        Big5: await byLibreOffice(t, ods, csv(63)),
      }
      t.ok(iconv.decode(saved.Big5, 'cp950').includes('辦理教學觀摩'))
      for (const [name, file] of Object.entries(saved)) {
        const values = String((await send(file)).headers.location)
        t.match(values, /^\/batches\/[^/]+\/values$/, name)
        t.match(words((await chen.get(await tried(values))).body), /重複：已經有相同的一筆 13/, name)
      }
    },
  )
})
