import t from 'tap'
import { sectionOf } from '../../server/domain/record/sections.ts'
import { rowControls } from '../../server/web/show/row-controls.ts'

t.test('a long table is typed, as code or name, with suggestions in the language of the page', async t => {
  const controlOf = (section: string, field: string, language: 'zh-TW' | 'en') => {
    const asked = { language, today: '2026-11-30', only: [field], isOwn: true }
    const [found] = rowControls(sectionOf(section), {}, asked)
    return found
  }
  const zh = controlOf('education', 'country', 'zh-TW')
  t.match(zh, { kind: 'text', hint: '填代碼或名稱' })
  t.equal(zh?.suggestions?.length, 250)
  t.equal(zh?.suggestions?.[0], 'TW 中華民國')
  t.equal(zh?.shownAs?.('JP'), 'JP 日本')
  t.equal(zh?.shownAs?.('日'), '日', 'what was typed stays as it is')
  t.equal(controlOf('education', 'country', 'en')?.shownAs?.('JP'), 'JP Japan')
  t.ok(controlOf('language', 'lang', 'zh-TW')?.suggestions?.includes('日語'), 'a word of ours is no code to type')
  t.match(controlOf('family', 'relation', 'zh-TW'), { kind: 'select' }, 'a short table is a menu')
  const inputs = controlOf('basic', 'foreign_nat', 'zh-TW')?.controls
  t.same(
    inputs?.map(({ suggestions, list }) => [suggestions?.length, list]),
    [
      [250, undefined],
      [undefined, 'row_foreign_nat_1-list'],
      [undefined, 'row_foreign_nat_1-list'],
    ],
    'three inputs share one list',
  )
})
