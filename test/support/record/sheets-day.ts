import { eq } from 'drizzle-orm'
import type { Test } from 'tap'
import { layouts } from '../../../server/domain/import/layouts.ts'
import { certificates, madeFiles } from '../../../server/store/schema.ts'
import { speak } from '../../../server/text/speak.ts'
import type { Deps } from '../../../server/web/deps.ts'
import type { Effort } from '../app/hand.ts'
import { variants, type addStaff, type Player } from './day.ts'

const say = speak('zh-TW')

/** What each task with sheets and papers takes without script, from the list or the desk on. */
export const sheetsDayOf: Record<string, Effort> = {
  'import an award list of thirty, three of them inexact': { clicks: 6, texts: 13, pages: 5 },
  'export for the health centre': { clicks: 6, texts: 2, pages: 5 },
  'prepare a certificate of service': { clicks: 6, texts: 2, pages: 5 },
  'seal it as the chief': { clicks: 5, texts: 1, pages: 5 },
}

/** 獎懲案件審議表 of thirty people, of whom three are written with other characters than their names. */
function review(): Buffer {
  const columns = Object.keys(layouts.find(({ id }) => id === 'reward-review')?.columns ?? {})
  const names = [...Array.from({ length: 27 }, (_, i) => `教師${i}`), ...variants.map(([, written]) => written)]
  const lines = names.map((name, i) => {
    const of: Record<string, string> = { 序號: String(i + 1), 姓名: name, 獎懲: '嘉獎一次' }
    return columns.map(column => (column === '獎懲事由' ? '辦理校慶，依據本校函辦理。' : (of[column] ?? '')))
  })
  return Buffer.from([['示範國小獎懲案件審議表'], columns, ...lines].map(cells => `${cells.join(',')}\r\n`).join(''))
}

/** What an officer does with sheets and papers, and the chief with the seal, and what each of it took. */
export async function playSheets(
  t: Test,
  { officer, chief }: { officer: Player; chief: Player },
  { db }: Pick<Deps, 'db'>,
  staff: Awaited<ReturnType<typeof addStaff>>,
) {
  const measured: Record<string, Effort> = {}
  const done = (name: string, player: Player) => {
    const effort = player.effort()
    measured[name] = effort
    t.comment(`measured: ${name}: ${effort.clicks} clicks, ${effort.texts} texts, ${effort.pages} pages`)
  }

  await officer.begin('/people')
  await officer.follow(say('import.title'))
  await officer.choose(say('batch.section'), '獎懲')
  await officer.type(say('people.purpose'), '登錄獎懲案件')
  await officer.send(say('import.file-label'), { name: 'review.csv', bytes: review() }, say('import.begin'))
  for (const [name, written] of variants) await officer.choose(written, name)
  await officer.press(say('import.go-on'))
  for (const [label, text] of Object.entries({
    核定機關: '示範國小',
    核定日期: '115/11/20',
    核定文號: '示小人字第1150000300號',
    獎懲類別: '工作績優',
    適用法規代碼: 'CA',
    適用法規: '公立高級中等以下學校教師成績考核辦法',
    [say('correction.reason')]: '依獎懲令',
  })) {
    await officer.type(label, text)
  }
  await officer.choose('教示條款', '公務人員')
  await officer.press(say('batch.try'))
  t.ok(await officer.says('可套用 30'))
  await officer.press(say('batch.apply'))
  done('import an award list of thirty, three of them inexact', officer)
  const awarded = (await staff.awards()).flat().filter(({ data }) => data['reason'] === '辦理校慶')
  t.equal(awarded.length, 30, 'what names the letter is cut off')

  await officer.begin('/people')
  await officer.follow(say('export.title'))
  await officer.follow('健康中心名單')
  await officer.type(say('people.purpose'), '辦理年度健康檢查')
  await officer.press(say('export.save'))
  await officer.type(say('people.purpose'), '辦理年度健康檢查')
  await officer.press(say('export.look'))
  await officer.press(say('export.make'))
  await officer.fetch(say('file.fetch'))
  done('export for the health centre', officer)
  t.match(await db.select().from(madeFiles), [{ kind: 'export', state: 'ready' }])

  const [[name]] = variants
  const find = async (player: Player) => {
    await player.begin('/')
    await player.type(say('list.name-or-number'), name)
    await player.press(say('people.search'))
    await player.follow(name)
    await player.press(say('purpose.check'))
    await player.follow(say('certificate.title'))
  }
  await find(officer)
  await officer.tick(say('certificate.kind.service'))
  await officer.type(say('certificate.for'), '申請公保')
  await officer.press(say('certificate.prepare'))
  done('prepare a certificate of service', officer)
  await find(chief)
  await chief.press(say('certificate.seal'))
  done('seal it as the chief', chief)
  const sealed = await db.select().from(certificates).where(eq(certificates.personId, staff.certified))
  t.match(sealed, [{ kind: 'service', state: 'sealed' }])
  return measured
}
