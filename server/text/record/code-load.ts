import type { LoadRefusal } from '../../domain/record/code/load.ts'
import type { Sentence, Sentences } from '../sentences.ts'

export const codeLoad = {
  'code-load.absent': {
    zh: '檔案未列出的 {count} 個代碼維持不變。',
    en: 'Codes that the file does not name stay as they are: {count}.',
  },
  'code-load.added': { zh: '新增', en: 'New' },
  'code-load.apply': { zh: '更新代碼表', en: 'Change the table' },
  'code-load.before': { zh: '原為：', en: 'was: ' },
  'code-load.changed': { zh: '變更', en: 'Changed' },
  'code-load.changes-title': { zh: '將變更的代碼', en: 'What would change' },
  'code-load.choose-again': { zh: '改選其他檔案', en: 'Choose another file' },
  'code-load.column': { zh: '欄位', en: 'Column' },
  'code-load.count': {
    zh: '新增 {added} 個、變更 {changed} 個、停用 {ended} 個，相同 {same} 個。',
    en: 'New: {added}; changed: {changed}; ended: {ended}; the same: {same}.',
  },
  'code-load.dry-run': { zh: '試算', en: 'Dry run' },
  'code-load.ended': { zh: '停用', en: 'Ended' },
  'code-load.file': { zh: '檔案', en: 'File' },
  'code-load.file-hint': {
    zh: 'CSV（UTF-8 編碼）、ODS 或 XLSX，內容在 {max} KB 以內。第一列為欄名：{columns}。',
    en: 'CSV (in UTF-8), ODS or XLSX with at most {max} KB in it. The first line names the columns: {columns}.',
  },
  'code-load.lead': {
    zh: '請先下載目前的代碼表，修改後再載入。載入時先試算，確認後才會更新。檔案未列出的代碼維持不變。新的代碼在 local 欄填 0 為正式代碼，填 1 或留白為自訂代碼。',
    en: 'Download the table as it is, edit it, and load it. A dry run comes first; nothing changes until you confirm. Codes that the file does not name stay. A new code is official with 0 in the column local, and local with 1 or nothing.',
  },
  'code-load.line': { zh: '列', en: 'Line' },
  'code-load.more': { zh: '另有 {count} 列未顯示。', en: 'Not shown here: {count} more.' },
  'code-load.none': { zh: '檔案內容和目前的代碼表相同。', en: 'The file says what the table has already.' },
  'code-load.of': { zh: '載入檔案：{name}', en: 'Load a file: {name}' },
  'code-load.problem': { zh: '問題', en: 'Problem' },
  'code-load.problems-title': { zh: '需要修改的列', en: 'Lines to put right' },
  'code-load.refused.cells': {
    zh: '欄數和第一列不同。',
    en: 'It has not as many cells as the first line.',
  },
  'code-load.refused.changed': {
    zh: '檔案：這張代碼表剛才有人變更過，尚未更新。請核對以下重新試算的結果。',
    en: 'File: somebody has just changed this table; nothing was changed. Check the new dry run below.',
  },
  'code-load.refused.columns': {
    zh: '第一列應為欄名（CSV 以逗號分隔），至少要有 code、zh、en，且不可重複。',
    en: 'The first line has to name the columns (in CSV with commas between them): at least code, zh and en, each once.',
  },
  'code-load.refused.day': {
    zh: '日期請填民國 115/12/31 或西元 2026-12-31。',
    en: 'Write the date as 115/12/31 (ROC) or 2026-12-31.',
  },
  'code-load.refused.empty': { zh: '沒有任何代碼。', en: 'There is no code in it.' },
  'code-load.refused.large': {
    zh: '檔案：超過 {max} KB。請只留下要新增或變更的列。',
    en: 'File: it is larger than {max} KB. Keep only the lines that are new or changed.',
  },
  'code-load.refused.late': {
    zh: '檔案：頁面開啟過久，檔案沒有送出。請再選一次。',
    en: 'File: the page was open for too long, and the file was not sent. Choose it again.',
  },
  'code-load.refused.local': {
    zh: '自訂代碼填 1、正式代碼填 0；已有的代碼不能改變。',
    en: 'Write 1 for a local code, 0 for an official one; what a code is cannot be changed.',
  },
  'code-load.refused.long': { zh: '名稱超過 60 個字。', en: 'The name has more than 60 characters.' },
  'code-load.refused.many': { zh: '超過 {max} 列。', en: 'There are more than {max} lines.' },
  'code-load.refused.problems': {
    zh: '檔案：有 {count} 個問題，尚未更新。請修改檔案後再試算。',
    en: 'File: problems found: {count}; nothing was changed. Put the file right and try it again.',
  },
  'code-load.refused.twice': { zh: '檔案裡有兩列是這個代碼。', en: 'Two lines of the file have this code.' },
  'code-load.counted': { zh: '統計時間：{time}', en: 'Counted at {time}' },
  'code-load.counting': { zh: '正在統計，請稍後重新整理這一頁。', en: 'Being counted. Open this page again later.' },
  'code-load.rows-agency': { zh: '機關', en: 'Agency' },
  'code-load.rows-nowhere': { zh: '目前無任職機關', en: 'At no agency now' },
  'code-load.rows': { zh: '筆數', en: 'Rows' },
  'code-load.rows-field': { zh: '資料類別和欄位', en: 'Section and field' },
  'code-load.rows-sealed': { zh: '加密保存，無法統計', en: 'Encrypted, cannot be counted' },
  'code-load.rows-title': { zh: '使用停用代碼的人事資料', en: 'Records that have a code that ends' },
  'code-load.use-late': {
    zh: '人事資料筆數很多，系統正在統計，完成後會列在這張代碼表的頁面。',
    en: 'There are many records; they are being counted, and the page of this table will tell the result.',
  },
  'code-load.use-note': {
    zh: '既有資料照常顯示；停用日以後的資料不能再選用。',
    en: 'Existing entries still show it; entries dated after the last day cannot have it.',
  },
  'code-load.use-none': { zh: '沒有人事資料使用停用的代碼。', en: 'No record has a code that ends.' },
  'code-load.what': { zh: '結果', en: 'Result' },
} as const satisfies Sentences & Record<LoadRefusal, Sentence>
