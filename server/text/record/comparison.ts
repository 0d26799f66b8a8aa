import type { Comparison } from '../../domain/record/batch/comparison.ts'
import type { Sentence, Sentences } from '../sentences.ts'

export const comparison = {
  'comparison.again': { zh: '再比對一次', en: 'Compare again' },
  'comparison.change': { zh: '大批修改不同的 {number} 人', en: 'Change those who differ ({number})' },
  'comparison.change-blank': {
    zh: '貼上的內容是空白的人，不列入大批修改。',
    en: 'Those for whom nothing was pasted are not in the change.',
  },
  'comparison.change-many': {
    zh: '不同的超過 {max} 人，請分次比對後再大批修改。',
    en: 'More than {max} people differ. Compare fewer lines at a time to go on to a change.',
  },
  'comparison.compare': { zh: '比對', en: 'Compare' },
  'comparison.file': { zh: '比對結果', en: 'comparison' },
  'comparison.file-lead': {
    zh: '照上面的名單再比對一次，結果存成檔案：',
    en: 'Compare the list above once more and keep the result as a file:',
  },
  'comparison.lead': {
    zh: '把別處的名單貼上，和本機關人事資料的一個欄位比對。有好幾筆的類別，比對每人最新的一筆。比對完就不留貼上的內容。',
    en: 'Paste a list from elsewhere and compare it with one field of the records here. Of several rows the newest one of each person counts. Once compared, what you pasted is gone.',
  },
  'comparison.line': { zh: '行', en: 'Line' },
  'comparison.lines': { zh: '貼上名單', en: 'Paste the list' },
  'comparison.lines-hint': {
    zh: '每行一人：身分證統一編號或姓名，接著 Tab 或逗號，再接內容。可以從試算表複製兩欄。最多 {max} 行。',
    en: 'A line for each person: an ID number or a name, a tab or a comma, the value. Two columns of a spreadsheet can be copied. At most {max} lines.',
  },
  'comparison.marks': { zh: '註記', en: 'Marks' },
  'comparison.more': { zh: '另有 {count} 筆沒有列出。', en: 'Not listed: {count} more.' },
  'comparison.ours': { zh: '本機關', en: 'Here' },
  'comparison.purpose-hint': {
    zh: '本機關每一位人員都查得到誰、什麼時候、為了什麼比對過。',
    en: 'Everybody here who is compared can see who looked, when, and what for.',
  },
  'comparison.refused.lines': { zh: '請貼上要比對的名單。', en: 'Paste the lines to compare.' },
  'comparison.refused.too-many': { zh: '一次最多比對 {max} 行。', en: 'At most {max} lines can be compared at once.' },
  'comparison.of-chosen': {
    zh: '只和選取的人員（{count} 位）比對；名單上的其他人算在「找不到」。',
    en: 'Compared with those chosen alone ({count}); others in the list count as not here.',
  },
  'comparison.result': { zh: '結果', en: 'Result' },
  'comparison.result.different': { zh: '不同', en: 'Different' },
  'comparison.result.only-here': { zh: '只在本機關', en: 'Only here' },
  'comparison.result.only-pasted': {
    zh: '只在貼上的名單，本人還沒有這類資料',
    en: 'Only in the list: they have no such row yet',
  },
  'comparison.result.own': { zh: '本人或被代理人，沒有比對', en: 'Yourself or whom you stand in for; not compared' },
  'comparison.result.same': { zh: '相同', en: 'The same' },
  'comparison.result.twice': { zh: '同一人貼了兩次', en: 'Somebody is in the list twice' },
  'comparison.result.unknown': { zh: '找不到，或同名的不只一人', en: 'Nobody here, or several of that name' },
  'comparison.result.unreadable': { zh: '貼上的內容無法讀取', en: 'The value cannot be read' },
  'comparison.theirs': { zh: '貼上的', en: 'Pasted' },
  'comparison.title': { zh: '比對', en: 'Comparison' },
  'comparison.verb': { zh: '比對', en: 'Compare with a list' },
} as const satisfies Sentences & Record<`comparison.result.${Comparison}`, Sentence>
