import * as tables from '../codes.ts'
import type { Condition, Section } from '../field.ts'
import { agency, code, date, docNumber, lines, number, O, R, text, year } from '../field.ts'

const civil: Condition = { field: 'regime', is: ['civil'] }
const teacher: Condition = { field: 'regime', is: ['teacher'] }

/** How others have judged the person's work. */
export const merit: readonly Section[] = [
  {
    id: 'appraisal',
    zh: '考績／成績考核',
    en: 'Appraisals',
    form: 'multi',
    order: 80,
    title: ['year', 'regime', 'kind'],
    fields: [
      year('year', '年別（學年）', 'Year', R, 'O', { notFuture: true }),
      code(tables.regimes, 'regime', '適用制度', 'System', R, 'O'),
      code(tables.appraisalKinds, 'kind', '考績種類', 'Kind', R, 'O'),
      number('score', '總分', 'Score', civil, 'O', { min: 0, max: 100 }),
      code(tables.appraisalGrades, 'grade', '等次', 'Grade', civil, 'O'),
      code(tables.appraisalClauses, 'clause', '適用條款', 'Clause', teacher, 'O'),
      text(60, 'award', '核定獎懲', 'Award', O, 'O'),
      number('point_after', '核定俸（薪）點', 'Pay point after', O, 'O', { min: 1, max: 999 }),
      date('decide_date', '核定日期', 'Decided on', R, 'O', { notFuture: true }),
      docNumber('decide_no', '核定文號', 'Decision number', R, 'O'),
      date('qual_date', '銓敘審定日期', 'Qualification review date', O, 'O', { notFuture: true }),
      docNumber('qual_no', '銓敘審定文號', 'Qualification review number', O, 'O'),
    ],
    rules: [
      { rule: 'unique', fields: ['year', 'regime', 'kind'] },
      // 公務人員考績法 §6
      {
        rule: 'score',
        score: 'score',
        grade: 'grade',
        ranges: { '1': [80, 100], '2': [70, 79], '3': [60, 69], '4': [0, 59] },
      },
    ],
  },
  {
    id: 'reward',
    zh: '獎懲',
    en: 'Rewards and penalties',
    form: 'multi',
    order: 90,
    title: ['decide_date', 'result', 'reason'],
    fields: [
      agency('approve_agency', '核定機關', 'Decided by', R, 'O'),
      date('decide_date', '核定日期', 'Decided on', R, 'O', { notFuture: true }),
      docNumber('decide_no', '核定文號', 'Decision number', R, 'O'),
      // the interchange file of reward orders cannot hold a single quote
      text(100, 'reason', '獎懲事由', 'Reason', R, 'O', { forbidden: `'"` }),
      lines(2000, 'reason_long', '獎懲事由（長）', 'Reason in full', O, 'O'),
      text(20, 'result', '獎懲結果', 'Result', R, 'O', {
        suggestions: [
          '嘉獎一次',
          '嘉獎二次',
          '記功一次',
          '記功二次',
          '記大功一次',
          '申誡一次',
          '申誡二次',
          '記過一次',
          '記大過一次',
        ],
      }),
      text(30, 'category', '獎懲類別', 'Category', R, 'O', {
        suggestions: [
          '領導有方',
          '工作績優',
          '操守廉潔',
          '全勤獎勵',
          '研究發展績優',
          '訓練進修績優',
          '競技比賽績優',
          '特殊功績',
          '優良事蹟',
          '服務績優',
        ],
      }),
      text(10, 'law_code', '適用法規代碼', 'Law code', R, 'O', { half: true, suggestions: ['CA'] }),
      text(60, 'law_name', '適用法規', 'Law', R, 'O', { suggestions: ['公立高級中等以下學校教師成績考核辦法'] }),
      number('art', '條', 'Article', O, 'O', { min: 1, max: 999 }),
      number('point', '點', 'Point', O, 'O', { min: 1, max: 999 }),
      number('para', '項', 'Paragraph', O, 'O', { min: 1, max: 999 }),
      number('subpara', '款', 'Subparagraph', O, 'O', { min: 1, max: 999 }),
      number('item', '目', 'Item', O, 'O', { min: 1, max: 999 }),
      code(tables.remedies, 'remedy', '教示條款', 'Notice of remedies', R, 'O'),
    ],
    rules: [{ rule: 'unique', fields: ['category', 'reason', 'decide_date'] }],
  },
  {
    id: 'honour',
    zh: '勳章獎章模範',
    en: 'Honours',
    form: 'multi',
    order: 100,
    title: ['kind', 'name', 'date'],
    fields: [
      code(tables.honourKinds, 'kind', '種類', 'Kind', R, 'O'),
      text(60, 'name', '名稱', 'Name', R, 'O'),
      date('date', '日期', 'Date', R, 'O', { notFuture: true }),
      docNumber('doc_no', '文號', 'Document number', R, 'O'),
      agency('agency', '頒給機關', 'Conferred by', R, 'O'),
    ],
  },
  {
    id: 'discipline',
    zh: '懲戒刑事',
    en: 'Disciplinary and criminal sanctions',
    form: 'multi',
    sensitive: true,
    order: 250,
    title: ['kind', 'date'],
    fields: [
      code(tables.disciplineKinds, 'kind', '種類', 'Kind', R, 'O'),
      agency('authority', '裁判（處分）機關', 'Authority', R, 'O'),
      date('date', '裁判（處分）日期', 'Date', R, 'O', { notFuture: true }),
      docNumber('doc_no', '文號', 'Document number', R, 'O'),
      text(100, 'result', '結果', 'Result', R, 'O'),
      date('effective', '生效日期', 'Effective from', O, 'O'),
    ],
  },
  {
    id: 'remark',
    zh: '加註事項',
    en: 'Remarks',
    form: 'multi',
    order: 260,
    title: ['text'],
    fields: [
      lines(500, 'text', '加註內容', 'Remark', R, 'O'),
      docNumber('doc_no', '文號', 'Document number', O, 'O'),
      code(tables.readers, 'visible_to', '可見對象', 'Visible to', R, 'O', { initial: 'person' }),
    ],
  },
]
