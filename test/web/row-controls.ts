import t from 'tap'
import { sectionOf } from '../../server/domain/record/sections.ts'
import { rowControls } from '../../server/web/show/row-controls.ts'

t.test('a country is found: one’s own first, then by continent, and there by strokes or letters', async t => {
  const order = (language: 'zh-TW' | 'en') => {
    const section = sectionOf('education')
    const controls = rowControls(section, {}, { language, today: '2026-11-30', only: ['country'], isOwn: true })
    return controls[0]?.options ?? []
  }
  const zh = order('zh-TW')
  t.equal(zh.length, 250)
  t.same(zh[0], { value: 'TW', text: '中華民國' })
  t.same([...new Set(zh.slice(1).map(({ group }) => group))], ['亞洲', '美洲', '歐洲', '大洋洲', '非洲', '南極洲'])
  t.equal(zh[1]?.text, '土耳其', 'three strokes')
  const asia = order('en').filter(({ group }) => group === 'Asia')
  t.same(
    asia.map(({ text }) => text),
    asia.map(({ text }) => text).toSorted(new Intl.Collator('en').compare),
  )
})
