import type { Sentences } from '../sentences.ts'

export const list = {
  'list.back': { zh: '回到清單', en: 'Back to the list' },
  'list.columns': { zh: '欄位', en: 'Columns' },
  'list.columns-button': { zh: '儲存欄位', en: 'Save the columns' },
  'list.columns-hint': {
    zh: '姓名一定顯示；其他欄位只影響您自己看到的清單。',
    en: 'The name is always shown. The rest changes only the list as you see it.',
  },
  'list.delete': { zh: '刪除', en: 'Delete' },
  'list.delete-of': { zh: '刪除：{name}', en: 'Delete: {name}' },
  'list.from': { zh: '到職日', en: 'First day' },
  'list.keys': {
    zh: 'Q 輸入查詢條件，T 開啟第一位，N 下一頁，B 上一頁。',
    en: 'Q goes to the search, T opens the first person, N next page, B previous page.',
  },
  'list.more': { zh: '更多條件', en: 'More filters' },
  'list.name': { zh: '條件名稱', en: 'Name of the filter' },
  'list.name-hint': {
    zh: '1 到 30 個字，例如「待啟用的代理教師」。',
    en: '1 to 30 characters, such as “Acting teachers”.',
  },
  'list.name-of': { zh: '條件名稱：{name}', en: 'Name of the filter: {name}' },
  'list.name-or-number': { zh: '姓名或完整的身分證統一編號', en: 'Name or whole ID number' },
  'list.refused.many': {
    zh: '最多儲存 {max} 組條件，請先刪除不用的。',
    en: 'At most {max} filters are kept. Delete one you no longer need.',
  },
  'list.refused.name': {
    zh: '「條件名稱」：請填 1 到 30 個字。',
    en: 'Name of the filter: give 1 to 30 characters.',
  },
  'list.refused.taken': {
    zh: '「條件名稱」：已有同名的條件，請換一個名稱。',
    en: 'Name of the filter: another one has this name. Choose a different one.',
  },
  'list.rename': { zh: '更名', en: 'Rename' },
  'list.save': { zh: '儲存目前的條件', en: 'Save the present filter' },
  'list.save-button': { zh: '儲存條件', en: 'Save the filter' },
  'list.save-lead': {
    zh: '下次按名稱即可套用。姓名和證號不會一起儲存。',
    en: 'One click applies it again. A name or number that was searched for is not kept.',
  },
  'list.save-none': {
    zh: '清單目前沒有可儲存的條件。請先在清單選擇「更多條件」再回到這裡。',
    en: 'The list has no filter to save now. Choose one under “More filters” first.',
  },
  'list.saved': { zh: '儲存的條件', en: 'Saved filters' },
  'list.saved-none': { zh: '還沒有儲存的條件。', en: 'No filter is saved yet.' },
  'list.settings': { zh: '欄位和儲存的條件', en: 'Columns and saved filters' },
  'list.sort': { zh: '排序', en: 'Order' },
  'list.sort.kind': { zh: '人員類別', en: 'Staff kind' },
  'list.sort.strokes': { zh: '姓名筆畫', en: 'Name, by strokes' },
  'list.sort.title': { zh: '職稱', en: 'Title' },
  'list.sort.zhuyin': { zh: '姓名注音', en: 'Name, by Zhuyin' },
  'list.employment': { zh: '任職狀態', en: 'Employment' },
  'list.employment.here': { zh: '在職', en: 'Here now' },
  'list.employment.left': { zh: '已離職', en: 'Left' },
  'list.until': { zh: '最後一天', en: 'Last day' },
} as const satisfies Sentences
