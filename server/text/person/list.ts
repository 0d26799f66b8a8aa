import type { Sentences } from '../sentences.ts'

export const list = {
  'list.back': { zh: '回到清單', en: 'Back to the list' },
  'list.choose': { zh: '選取', en: 'Choose' },
  'list.choose-all': { zh: '選取符合條件的全部（{count} 位）', en: 'Choose all that match ({count})' },
  'list.choose-button': { zh: '對選取的人…', en: 'With those chosen…' },
  'list.choose-of': { zh: '選取：{name}', en: 'Choose: {name}' },
  'list.choose-page': { zh: '選取這一頁（{count} 位）', en: 'Choose this page ({count})' },
  'list.chosen': { zh: '選取的人員（{count} 位）', en: 'People chosen ({count})' },
  'list.chosen-elsewhere': {
    zh: '先前勾選的人有 {count} 位不在這一頁，仍在選取之列。',
    en: 'Of those ticked before, {count} are not on this page; they stay chosen.',
  },
  'list.chosen-invite': {
    zh: '按「邀請」後，選取的人當中還沒有啟用碼或啟用碼已過期的，每人會有一張啟用信；其他人不受影響。啟用碼只顯示那一次，請當場列印。',
    en: '“Invite” makes a letter for each of those chosen who has no activation code, or one that is over; nobody else is touched. The codes are shown once: print them then.',
  },
  'list.chosen-invite-many': {
    zh: '一次最多邀請 {max} 位，請回到清單減少選取的人。',
    en: 'At most {max} people are invited at once. Go back and choose fewer.',
  },
  'list.chosen-who': { zh: '選取了誰', en: 'Who was chosen' },
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
  'list.name-or-number': {
    zh: '姓名、員工編號或完整的身分證統一編號',
    en: 'Name, staff number or whole ID number',
  },
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
  'list.sort.kind': { zh: '人員區分', en: 'Kind of staff' },
  'list.sort.strokes': { zh: '姓名筆畫', en: 'Name, by strokes' },
  'list.sort.title': { zh: '職稱', en: 'Title' },
  'list.sort.unit': { zh: '單位', en: 'Unit' },
  'list.sort.zhuyin': { zh: '姓名注音', en: 'Name, by Zhuyin' },
  'list.employment': { zh: '任職狀態', en: 'Employment' },
  'list.employment.here': { zh: '在職（含留職停薪）', en: 'Here now, also on leave' },
  'list.employment.left': { zh: '已離職', en: 'Left' },
  'list.until': { zh: '最後一天', en: 'Last day' },
} as const satisfies Sentences
