import type { LocalCodeRefusal } from '../../domain/record/code/local.ts'
import type { Sentence, Sentences } from '../sentences.ts'

export const codeTable = {
  'code-table.add-button': { zh: '新增', en: 'Add' },
  'code-table.add-title': { zh: '新增自訂代碼', en: 'Add a local code' },
  'code-table.closed': { zh: '不可自訂', en: 'Closed' },
  'code-table.asked-note': {
    zh: '系統的規則和表單會用到這些代碼，可以更名，但不能停用：{codes}。',
    en: 'Rules and forms of this system go by these codes, which can be renamed but not ended: {codes}.',
  },
  'code-table.closed-note': {
    zh: '這張代碼表不能新增代碼：系統必須知道每個代碼的意思。',
    en: 'Nothing can be added to this table: the system has to know what each code means.',
  },
  'code-table.code': { zh: '代碼', en: 'Code' },
  'code-table.count': { zh: '代碼數', en: 'Codes' },
  'code-table.end-button': { zh: '儲存停用日', en: 'Save the last day' },
  'code-table.end-hint': {
    zh: '留白表示不停用。既有資料照常顯示，之後不能再選。',
    en: 'Leave blank to keep it in use. Existing entries still show it; afterwards it cannot be chosen.',
  },
  'code-table.end-title': { zh: '停用代碼', en: 'End a code' },
  'code-table.history.added': {
    zh: '新增 {code}，對應 {to}',
    en: '{code} added, mapped to {to}',
  },
  'code-table.history.ended': { zh: '{code} 的停用日：{to}', en: 'Last day of {code}: {to}' },
  'code-table.history.loaded': {
    zh: '載入檔案：新增 {added} 個、變更 {changed} 個、停用 {ended} 個',
    en: 'File loaded: {added} new, {changed} changed, {ended} ended',
  },
  'code-table.history.mapped': {
    zh: '{code} 的對應代碼：{from} → {to}',
    en: 'Mapping of {code}: {from} → {to}',
  },
  'code-table.history.title': { zh: '變更紀錄', en: 'Changes' },
  'code-table.history.what': { zh: '變更', en: 'Change' },
  'code-table.history.when': { zh: '時間', en: 'Time' },
  'code-table.history.who': { zh: '人員', en: 'By' },
  'code-table.lead': {
    zh: '人事資料欄位使用的代碼。自訂代碼一律標示「自訂」，沒有對應的正式代碼就不會送出本系統。',
    en: 'The codes that fields of the record use. Local codes are always marked; without an official code to map to they never leave this system.',
  },
  'code-table.load': { zh: '載入檔案', en: 'Load a file' },
  'code-table.local': { zh: '自訂', en: 'Local' },
  'code-table.map-button': { zh: '儲存對應', en: 'Save the mapping' },
  'code-table.map-hint': {
    zh: '自訂代碼填這張表的正式代碼；系統自編的代碼（小寫英文）填主管機關的代碼。留白表示不送出。',
    en: 'For a local code, an official code of this table; for a code of this system (in small letters), the code of its owner. Leave blank to send nothing.',
  },
  'code-table.map-title': { zh: '對應正式代碼', en: 'Map a code' },
  'code-table.mapped': { zh: '要對應的代碼', en: 'Code to map' },
  'code-table.maps-to': { zh: '對應的正式代碼', en: 'Official code it maps to' },
  'code-table.no-official': { zh: '（無正式代碼）', en: '(no official code)' },
  'code-table.none': { zh: '沒有符合的代碼。', en: 'No code was found.' },
  'code-table.of': { zh: '代碼表：{name}', en: 'Code table: {name}' },
  'code-table.of-own': { zh: '自訂', en: 'Local' },
  'code-table.refused.asked': {
    zh: '停用日：系統會用到這個代碼，可以更名，但不能設定啟用日或停用日。',
    en: 'Last day: this system goes by this code. It can be renamed, but neither begin nor end.',
  },
  'code-table.refused.changed': {
    zh: '這張代碼表剛才有人變更過，尚未儲存。請核對目前的內容後再送出。',
    en: 'Somebody has just changed this table; nothing was saved. Check what it has now, and send again.',
  },
  'code-table.refused.closed': {
    zh: '代碼：這張代碼表不能新增代碼。',
    en: 'Code: nothing can be added to this table.',
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
    zh: '對應的正式代碼：自訂代碼請填這張表裡的正式代碼，系統自編的代碼請填主管機關的代碼，或留白。',
    en: 'Official code it maps to: for a local code give an official code of this table, for a code of this system that of its owner, or leave it blank.',
  },
  'code-table.refused.name': {
    zh: '名稱：請填寫，不可含「、」，也不可和這張表的其他名稱相同。',
    en: 'Name: fill it in, without enumeration commas, and unlike the other names of this table.',
  },
  'code-table.refused.official': {
    zh: '對應的正式代碼：這是正式代碼，不必對應。',
    en: 'Official code it maps to: this one is official itself and needs none.',
  },
  'code-table.refused.order': {
    zh: '停用日：不可早於啟用日。',
    en: 'Last day: it may not be before the first day.',
  },
  'code-table.refused.unknown': {
    zh: '這張表沒有這個代碼。',
    en: 'The table does not have this code.',
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
