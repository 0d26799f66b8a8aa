import type { LocalCodeRefusal } from '../../domain/record/code/local.ts'
import type { Sentence, Sentences } from '../sentences.ts'

export const codeTable = {
  'code-table.add-button': { zh: '新增', en: 'Add' },
  'code-table.add-title': { zh: '新增自訂代碼', en: 'Add a local code' },
  'code-table.closed': { zh: '不可自訂', en: 'Closed' },
  'code-table.closed-note': {
    zh: '這張代碼表由系統或主管機關訂定，不能新增或停用代碼。',
    en: 'This table is set by the system or its owner: nothing can be added or ended here.',
  },
  'code-table.code': { zh: '代碼', en: 'Code' },
  'code-table.count': { zh: '代碼數', en: 'Codes' },
  'code-table.end-button': { zh: '儲存停用日', en: 'Save the last day' },
  'code-table.end-hint': {
    zh: '留白表示不停用。既有資料照常顯示，之後不能再選。',
    en: 'Leave blank to keep it in use. Existing entries still show it; afterwards it cannot be chosen.',
  },
  'code-table.end-title': { zh: '停用代碼', en: 'End a code' },
  'code-table.lead': {
    zh: '人事資料欄位使用的代碼。自訂代碼一律標示「自訂」，沒有對應的正式代碼就不會送出本系統。',
    en: 'The codes that fields of the record use. Local codes are always marked; without an official code to map to they never leave this system.',
  },
  'code-table.load': { zh: '載入檔案', en: 'Load a file' },
  'code-table.local': { zh: '自訂', en: 'Local' },
  'code-table.maps-to': { zh: '對應的正式代碼', en: 'Official code it maps to' },
  'code-table.none': { zh: '沒有符合的代碼。', en: 'No code was found.' },
  'code-table.of': { zh: '代碼表：{name}', en: 'Code table: {name}' },
  'code-table.of-own': { zh: '自訂', en: 'Local' },
  'code-table.refused.changed': {
    zh: '這張代碼表剛才有人變更過，尚未儲存。請核對目前的內容後再送出。',
    en: 'Somebody has just changed this table; nothing was saved. Check what it has now, and send again.',
  },
  'code-table.refused.closed': {
    zh: '這張代碼表不能新增或停用代碼。',
    en: 'In this table codes can be neither added nor ended.',
  },
  'code-table.refused.code': {
    zh: '代碼：請用 1 到 20 個英文字母、數字、「-」或「_」。',
    en: 'Code: use 1 to 20 letters, digits, hyphens or underscores.',
  },
  'code-table.refused.known': {
    zh: '代碼：這張表已經有這個代碼，請換一個。',
    en: 'Code: the table has this code already. Choose another one.',
  },
  'code-table.refused.maps-to': {
    zh: '對應的正式代碼：請填這張表裡的正式代碼，或留白。',
    en: 'Official code it maps to: give an official code of this table, or leave it blank.',
  },
  'code-table.refused.name': {
    zh: '名稱：請填寫，不可含「、」，也不可和這張表的其他名稱相同。',
    en: 'Name: fill it in, without enumeration commas, and unlike the other names of this table.',
  },
  'code-table.refused.order': {
    zh: '停用日：不可早於啟用日。',
    en: 'Last day: it may not be before the first day.',
  },
  'code-table.refused.unknown': {
    zh: '要停用的代碼：這張表沒有這個代碼。',
    en: 'Code to end: the table does not have this code.',
  },
  'code-table.search': { zh: '代碼或名稱', en: 'Code or name' },
  'code-table.table': { zh: '代碼表', en: 'Table' },
  'code-table.title': { zh: '代碼表', en: 'Code tables' },
  'code-table.to-end': { zh: '要停用的代碼', en: 'Code to end' },
  'code-table.valid-from': { zh: '啟用日', en: 'First day' },
  'code-table.valid-to': { zh: '停用日（最後可用的一天）', en: 'Last day' },
  'code-table.zh': { zh: '中文名稱', en: 'Chinese name' },
  'code-table.en': { zh: '英文名稱', en: 'English name' },
} as const satisfies Sentences & Record<LocalCodeRefusal, Sentence>
