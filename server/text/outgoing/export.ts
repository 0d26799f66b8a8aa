import type { ColumnRefusal } from '../../domain/outgoing/columns.ts'
import type { LeftOut } from '../../domain/outgoing/left-out.ts'
import type { DateForm, ExportFormat, Replacement, RowChoice } from '../../domain/outgoing/profile.ts'
import type { Sentence, Sentences } from '../sentences.ts'

/** 匯出: what an agency gives to whom, in which columns. */
export const exporting = {
  'export.add': { zh: '加入欄位', en: 'Add the column' },
  'export.arrived-from': { zh: '到校日期起', en: 'Arrived on or after' },
  'export.back': { zh: '回到匯出', en: 'Back to exports' },
  'export.back-to': { zh: '回到這份設定', en: 'Back to the profile' },
  'export.begin': { zh: '建立匯出設定', en: 'Make an export profile' },
  'export.by': { zh: '匯出的人', en: 'Exported by' },
  'export.changed-at': { zh: '最後修改', en: 'Last changed' },
  'export.choose': { zh: '下一步', en: 'Next' },
  'export.column': { zh: '要加入的欄位', en: 'Column to add' },
  'export.columns': { zh: '欄位', en: 'Columns' },
  'export.columns-hint': {
    zh: '一行一欄，依檔案裡的順序，例如「基本資料：手機」。自訂標題寫在前面，例如「PENAME＝基本資料：中文姓名」；要官方代碼時，後面加上「（代碼）」；空白欄寫「空白」。',
    en: 'One column a line, in the order of the file, such as “Basic data: Mobile phone”. A head of its own stands before it, as in “PENAME = Basic data: Chinese name”; “(code)” after it gives the official code; “Blank” leaves a column blank.',
  },
  'export.count': { zh: '人數', en: 'People' },
  'export.dates': { zh: '日期', en: 'Dates' },
  'export.dates.digits': { zh: '民國年月日，不加斜線（1150801）', en: 'ROC date without slashes (1150801)' },
  'export.dates.iso': { zh: '西元（2026-08-01）', en: 'Gregorian (2026-08-01)' },
  'export.dates.short': { zh: '民國年（115/08/01）', en: 'ROC date (115/08/01)' },
  'export.delete': { zh: '刪除這份設定', en: 'Delete this profile' },
  'export.edit': { zh: '修改設定', en: 'Change the profile' },
  'export.everybody': { zh: '設定所列的全部人員', en: 'Everybody whom the profile names' },
  'export.format.big5': { zh: 'CSV（Big5，供舊系統）', en: 'CSV in Big5, for older systems' },
  'export.format.csv': { zh: 'CSV（UTF-8）', en: 'CSV (UTF-8)' },
  'export.format.ods': { zh: 'ODS', en: 'ODS' },
  'export.format.xlsx': { zh: 'XLSX', en: 'XLSX' },
  'export.given': { zh: '提供過的檔案', en: 'Files given so far' },
  'export.given-none': { zh: '還沒有用這份設定匯出過。', en: 'Nothing was exported by this profile so far.' },
  'export.head': { zh: '欄位標題', en: 'Head' },
  'export.lead': {
    zh: '一份設定記下提供給誰、為了什麼、哪些欄位；匯出前可以先試算。每個人都看得到自己的哪些資料提供給誰。',
    en: 'A profile says who is given which columns, and what for. Look first what a file would hold. Everybody in it can see what was given to whom.',
  },
  'export.left': { zh: '不會匯出或有附註的', en: 'What is left out or marked' },
  'export.left.asked': {
    zh: '有校正申請還沒有決定，會在最後一欄註明',
    en: 'A correction is not decided yet: the last column says so',
  },
  'export.left.disputed': {
    zh: '有爭議，會在最後一欄註明',
    en: 'Disputed: the last column says so',
  },
  'export.left.gone': { zh: '選取的人目前不在本機關', en: 'Chosen people who are not at this agency now' },
  'export.left.kept': {
    zh: '依權限不能匯出（例如地址保密），留白',
    en: 'May not be exported, as a protected address; left blank',
  },
  'export.left.no-code': { zh: '沒有官方代碼，留白', en: 'Has no official code; left blank' },
  'export.left.own': { zh: '您自己，或您代理的人', en: 'You yourself, or somebody you are deputy of' },
  'export.left-none': { zh: '沒有。', en: 'Nothing.' },
  'export.line': { zh: '第 {number} 版', en: 'Version {number}' },
  'export.look': { zh: '試算', en: 'Look first' },
  'export.looked': { zh: '試算結果', en: 'What the file would hold' },
  'export.looked-count': {
    zh: '{people} 人，{lines} 列，{columns} 欄。',
    en: 'People: {people}. Lines: {lines}. Columns: {columns}.',
  },
  'export.make': { zh: '製作檔案', en: 'Make the file' },
  'export.name': { zh: '設定名稱', en: 'Name of the profile' },
  'export.new': { zh: '新增匯出設定', en: 'New export profile' },
  'export.none': { zh: '還沒有匯出設定。', en: 'There is no export profile yet.' },
  'export.not-fetched': { zh: '未下載', en: 'Not downloaded' },
  'export.order': { zh: '排序', en: 'Order' },
  'export.not-in-season': { zh: '非適用期間', en: 'Not valid today' },
  'export.out-of-season': {
    zh: '今天不在這份設定的適用期間，請先確認對方的格式沒有改。',
    en: 'The profile is not valid for today. Make sure first that its consumer has not changed the form.',
  },
  'export.profile': { zh: '匯出設定', en: 'Export profile' },
  'export.ready': { zh: '從現成的設定開始', en: 'Begin with a ready profile' },
  'export.recipients': { zh: '提供給', en: 'For whom' },
  'export.refused.changed': {
    zh: '這份設定剛才有人改過。請重新開啟後再做一次。',
    en: 'Somebody has just changed this profile. Open it again and repeat.',
  },
  'export.refused.column': {
    zh: '「欄位」：無法辨識「{line}」。請用下面的清單加入欄位。',
    en: 'Columns: “{line}” is not a column. Add columns from the list below.',
  },
  'export.refused.column-kept': {
    zh: '「欄位」：「{line}」不能匯出，請刪除這一行。',
    en: 'Columns: “{line}” may not be exported. Remove the line.',
  },
  'export.refused.column-twice': {
    zh: '「欄位」：「{line}」的標題和另一欄相同，請改用不同的標題。',
    en: 'Columns: the head of “{line}” is that of another column. Give it a different one.',
  },
  'export.refused.columns-many': { zh: '「欄位」：最多 100 欄。', en: 'Columns: at most 100.' },
  'export.refused.columns-none': { zh: '「欄位」：請至少加入一欄。', en: 'Columns: add at least one.' },
  'export.refused.each': {
    zh: '「多筆資料」：要一筆一列時，欄位只能來自一個多筆的類別。',
    en: 'Several rows: for a line for each row, the columns must be of one section with several rows.',
  },
  'export.refused.name': { zh: '「設定名稱」：請填寫名稱。', en: 'Name of the profile: give a name.' },
  'export.refused.name-taken': {
    zh: '「設定名稱」：已有同名的設定，請換一個名稱。',
    en: 'Name of the profile: another one has this name. Choose a different one.',
  },
  'export.refused.nobody': { zh: '沒有符合的人員。', en: 'Nobody matches.' },
  'export.refused.recipients': { zh: '「提供給」：請填寫對象。', en: 'For whom: say who is given it.' },
  'export.refused.replacement': {
    zh: '「代替的字」：請選擇 Big5 沒有的字要怎麼寫，或先更正資料。',
    en: 'Instead of them: choose what stands for characters that Big5 has not, or put the data right first.',
  },
  'export.refused.season': { zh: '「適用至」：不能早於適用起日。', en: 'Valid until: it lies before the first day.' },
  'export.refused.too-many': {
    zh: '超過 10,000 人，請縮小範圍後分次匯出。',
    en: 'There are more than 10,000 people. Narrow it and export in parts.',
  },
  'export.replacement': { zh: '代替的字', en: 'Instead of them' },
  'export.replacement.box': { zh: '以 □ 代替', en: 'A box: □' },
  'export.replacement.number': { zh: '以字碼代替（例如 U+5803）', en: 'Their number, such as U+5803' },
  'export.rows': { zh: '多筆資料', en: 'Several rows' },
  'export.rows.current': { zh: '目前有效的一筆', en: 'The one that holds today' },
  'export.rows.each': { zh: '一筆一列', en: 'A line for each row' },
  'export.rows.newest': { zh: '最新的一筆', en: 'The newest' },
  'export.rows-from': { zh: '一筆一列時，日期起', en: 'With a line for each row: from this day on' },
  'export.save': { zh: '儲存設定', en: 'Save the profile' },
  'export.season': { zh: '適用期間', en: 'Valid' },
  'export.sign': { zh: '字', en: 'Character' },
  'export.signs': { zh: 'Big5 沒有的字（{count} 個）', en: 'Characters that Big5 has not ({count})' },
  'export.signs-lead': {
    zh: '這些字無法寫入 Big5 檔案。請選擇代替的方式，或先更正資料；不會默默變成問號。',
    en: 'These characters cannot be written in Big5. Choose what stands instead, or put the data right first; none becomes a question mark unseen.',
  },
  'export.title': { zh: '匯出', en: 'Exports' },
  'export.valid-from': { zh: '適用起日', en: 'Valid from' },
  'export.valid-until': { zh: '適用至', en: 'Valid until' },
  'export.version': { zh: '版本', en: 'Version' },
  'export.versions': { zh: '版本紀錄', en: 'Versions' },
  'export.when': { zh: '時間', en: 'When' },
  'export.who': { zh: '對象', en: 'Whom' },
} as const satisfies Sentences &
  Record<
    | ColumnRefusal
    | `export.dates.${DateForm}`
    | `export.format.${ExportFormat}`
    | `export.left.${LeftOut}`
    | `export.replacement.${Replacement}`
    | `export.rows.${RowChoice}`,
    Sentence
  >
