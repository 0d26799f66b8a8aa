import t from 'tap'
import { sectionOf } from '../../server/domain/record/sections.ts'
import { rowControls, scriptOf } from '../../server/web/show/row-controls.ts'

t.test('a long table is typed, as code or name, and looked up; a short one is a menu', async t => {
  const controlOf = (section: string, field: string, language: 'zh-TW' | 'en' = 'zh-TW') => {
    const asked = { language, today: '2026-11-30', only: [field], isOwn: true }
    const [found] = rowControls(sectionOf(section), {}, asked)
    return found
  }
  const zh = controlOf('education', 'country')
  t.match(zh, { kind: 'text', hint: '填代碼或名稱，可只填一部分', pick: '/code-values?table=countries&ended=yes' })
  t.equal(zh?.suggestions, undefined, 'the table does not come with the page')
  t.equal(zh?.shownAs?.('JP'), 'JP 日本')
  t.equal(zh?.shownAs?.('日'), '日', 'what was typed stays as it is')
  t.equal(controlOf('education', 'country', 'en')?.shownAs?.('JP'), 'JP Japan')
  t.match(controlOf('family', 'relation'), { kind: 'select' }, 'a short table is a menu')
  t.equal(controlOf('post', 'series')?.pick, '/code-values?table=job_series&as=name&ended=yes')
  t.same(controlOf('military', 'corps')?.suggestions?.slice(0, 2), ['步兵', '砲兵'], 'a short list comes with the page')
  const inputs = controlOf('basic', 'foreign_nat')?.controls
  t.same(
    inputs?.map(({ pick }) => pick),
    Array.from({ length: 3 }, () => '/code-values?table=countries'),
    'of what has no day nothing ended is offered',
  )
  const scripts = (section: string) =>
    scriptOf(rowControls(sectionOf(section), {}, { language: 'zh-TW', today: '2026-11-30', isOwn: true }))
  t.equal(scripts('basic'), 'picker.js')
  t.equal(scripts('oath'), undefined, 'a form that looks nothing up has no script for it')
})
