import type { ImportRefusal, ImportState, ImportVerb, Who } from '../../domain/import/import.ts'
import type { Confidence, NumberFault } from '../../domain/import/match.ts'
import type { Sentence, Sentences } from '../sentences.ts'

/** 匯入: a sheet becomes a batch. */
export const imports = {
  'import.left-aside': {
    zh: '檔案裡另有 {lines} 列沒有確認人員，不在這批作業裡。',
    en: 'Lines of the file that are nobody’s, and not in this batch: {lines}.',
  },
  'import.again': {
    zh: '仍要匯入（已經有的資料會列為重複，不會寫入兩次）',
    en: 'Import it all the same (rows that are there already come out as duplicates)',
  },
  'import.aside': { zh: '不匯入的欄位：{columns}', en: 'Columns that are left aside: {columns}' },
  'import.back': { zh: '回到匯入', en: 'Back to imports' },
  'import.batch': { zh: '上次匯入的結果', en: 'What came of it last time' },
  'import.begin': { zh: '讀入檔案', en: 'Read the file' },
  'import.choose-aside': { zh: '不匯入', en: 'Leave aside' },
  'import.column': { zh: '檔案的欄位', en: 'Column of the file' },
  'import.columns': { zh: '欄位對照', en: 'Columns' },
  'import.columns-lead': {
    zh: '請確認每一欄是什麼。選擇會記住，下次相同格式的檔案不再詢問。',
    en: 'Say what each column is for. Your choice is kept, and the next file of this kind needs none.',
  },
  'import.columns-save': { zh: '儲存欄位對照', en: 'Save the columns' },
  'import.confidence.ambiguous': { zh: '同名或有多人符合', en: 'Several people fit' },
  'import.confidence.contrary': {
    zh: '證號或編號與姓名不符',
    en: 'The number and the name do not belong together',
  },
  'import.confidence.exact': { zh: '完全符合', en: 'Exact' },
  'import.confidence.former-name': { zh: '曾用名', en: 'A former name' },
  'import.confidence.nobody': { zh: '本機關查無此人', en: 'Nobody here' },
  'import.confidence.remembered': { zh: '依先前的選擇', en: 'As chosen before' },
  'import.confidence.unit-title': { zh: '只有單位和職稱符合', en: 'Only the unit and the title fit' },
  'import.confidence.variant': { zh: '異體字', en: 'A variant of a character' },
  'import.fault.check-digit': {
    zh: '身分證統一編號檢查碼不符',
    en: 'The check digit of the ID number is wrong',
  },
  'import.fault.former': {
    zh: '身分證統一編號是系統裡另一個人的曾用證號，無法新增',
    en: 'The ID number is one that somebody else had before, so nobody was added',
  },
  'import.fault.no-letter': {
    zh: '身分證統一編號缺少英文字母',
    en: 'The ID number lacks its letter',
  },
  'import.fault.no-zero': {
    zh: '身分證統一編號位數不足，可能遺漏 0',
    en: 'The ID number is too short; it may have lost a zero',
  },
  'import.fault.shape': { zh: '身分證統一編號格式不符', en: 'This is no ID number' },
  'import.fault.staff-number': {
    zh: '員工代號已有同仁使用，無法新增',
    en: 'A colleague has the staff number, so nobody was added',
  },
  'import.fault.taken': {
    zh: '身分證統一編號已登記為另一個人，無法新增，請對照證件',
    en: 'The ID number belongs to somebody else, so nobody was added. Compare it with the card',
  },
  'import.file': { zh: '匯入結果', en: 'import-results' },
  'import.file-hint': {
    zh: 'CSV、ODS 或 XLSX，一張工作表，最多 {lines} 列、{megabytes} MB；超過 40,000 列的 ODS 請存成 CSV。欄名上方可以有標題；日期可以是民國或西元。',
    en: 'CSV, ODS or XLSX with one sheet, at most {lines} lines and {megabytes} MB; ODS of more than 40,000 lines as CSV. Titles may stand above the header; dates may be ROC or Gregorian.',
  },
  'import.file-label': { zh: '檔案', en: 'File' },
  'import.go-on': { zh: '下一步：填寫其他內容', en: 'Next: the other values' },
  'import.known': {
    zh: '已確認：{people} 人，{lines} 列。',
    en: 'Known: {people} people, {lines} lines.',
  },
  'import.layout': { zh: '檔案格式：{layout}', en: 'Kind of file: {layout}' },
  'import.lead': {
    zh: '把其他系統的清冊變成整批作業：先對照欄位和人員，再試算，看過每一列的結果才套用。只寫入本機關人員的資料。',
    en: 'Turn a list of another system into a batch: match its columns and people, try it, and apply it once you have seen what comes of each line. Only records of your agency are written.',
  },
  'import.line': { zh: '第 {line} 列', en: 'Line {line}' },
  'import.lines': { zh: '{lines} 列，自第 {line} 列起', en: '{lines} lines, from line {line} on' },
  'import.look': { zh: '先看欄位對照和人員', en: 'Show the columns and the people first' },
  'import.look-hint': {
    zh: '都已經認得的檔案，不勾選時直接到下一步。要更改記住的欄位對照時請勾選。',
    en: 'Without it a file of which everything is known goes straight to the next step. Tick it to change columns that were kept.',
  },
  'import.more': {
    zh: '另有 {count} 人未列出，不會匯入；請更正檔案後再匯入一次。',
    en: 'Not listed and left aside: {count}. Correct the file and import it again.',
  },
  'import.new': { zh: '可新增，自 {day} 起', en: 'Can be added, from {day} on' },
  'import.new-button': { zh: '新增勾選的人員', en: 'Add those who are ticked' },
  'import.new-error': { zh: '錯誤：{why}', en: 'Error: {why}' },
  'import.new-lead': {
    zh: '名冊裡有些人不在本機關。勾選的人會新增為本機關人員，各列再歸到本人；不同人員區分請分次新增，一次最多 {max} 人。新增不能整批收回，誤加時請在該人員的任職頁結束任職。啟用碼在「人員」發給。',
    en: 'Some people of this list are not at your agency. Those who are ticked are added to it, and the lines are theirs; one kind of staff, and at most {max} people, at a time. This is not undone as a whole: end the assignment of whoever was added by mistake. Activation codes are issued under People.',
  },
  'import.new-people': { zh: '新增人員', en: 'New people' },
  'import.open': {
    zh: '待確認：{people} 人，{lines} 列。沒有選擇的列不會匯入。',
    en: 'To be confirmed: {people} people, {lines} lines. Lines without a choice are left aside.',
  },
  'import.open-sheet': { zh: '第 {number} 份：{section}，{lines}', en: 'No. {number}: {section}, {lines}' },
  'import.open-sheets': { zh: '尚未完成的檔案', en: 'Files that are not done yet' },
  'import.people': { zh: '人員', en: 'People' },
  'import.person-added': { zh: '依新進人員名冊新增', en: 'added by a register of new staff' },
  'import.reading': { zh: '正在讀取檔案。', en: 'The file is being read.' },
  'import.reading-far': { zh: '已讀取 {lines} ／ {about} 列。', en: 'Read: {lines} of {about} lines.' },
  'import.reading-later': {
    zh: '可以離開這一頁，讀取會繼續；讀完後從「匯入」回到這裡對照欄位和人員。',
    en: 'You may leave this page, and it goes on. When it is read, come back from Imports to its columns and people.',
  },
  'import.reading-reload': { zh: '重新整理', en: 'See how far it is' },
  'import.reason': { zh: '匯入結果', en: 'Result of the import' },
  'import.register': {
    zh: '新進人員名冊裡還不在本機關的人，讀入後先逐一列出，再由您勾選新增。',
    en: 'Of a register of new staff, who is not at your agency yet is listed first, and added when you tick them.',
  },
  'import.refused.columns': {
    zh: '欄位對照：請指定辨識人員的欄位（身分證統一編號、員工代號或姓名），以及至少一個要匯入的欄位。',
    en: 'Columns: name one that tells whose a line is (ID number, staff number or name), and at least one to be imported.',
  },
  'import.refused.first-day': {
    zh: '到校日期應在過去一年內，且不晚於今天',
    en: 'the first day must lie within the past year, and not after today',
  },
  'import.refused.gone': {
    zh: '這份檔案已經處理或移除，請看目前的結果。',
    en: 'This file was handed on or removed meanwhile. See how it stands now.',
  },
  'import.refused.header': {
    zh: '檔案：找不到欄名。請確認有一列是欄名，例如姓名、身分證統一編號和要匯入的欄位。',
    en: 'File: no line names its columns. One must, such as name, ID number and the fields to be imported.',
  },
  'import.refused.many-lines': {
    zh: '人員：同一人最多 {max} 列，有人超過。請檢查對照到人員的欄位，或分成幾個檔案。',
    en: 'People: at most {max} lines for one person, and somebody has more. See which columns name people, or split the file.',
  },
  'import.refused.no-rows': {
    zh: '檔案：欄名下面沒有資料。請選擇有資料的檔案。',
    en: 'File: there is nothing below the names of the columns. Choose a file with rows.',
  },
  'import.refused.nobody': {
    zh: '人員：還沒有確認任何人。請選擇人員，或更正檔案後再匯入。',
    en: 'People: nobody is known yet. Choose who is meant, or correct the file and import it again.',
  },
  'import.refused.nobody-new': {
    zh: '新增人員：請勾選要新增的人。',
    en: 'New people: tick those who are to be added.',
  },
  'import.refused.older': {
    zh: '檔案：這是系統更新前送出的，內容沒有寫入，也不再保留。請再匯入一次。',
    en: 'File: it was sent before the system was updated; nothing of it was written, and it is kept no more. Import it again.',
  },
  'import.refused.sent-before': {
    zh: '檔案：同一個檔案先前已經匯入過。',
    en: 'File: this very file was imported before.',
  },
  'import.refused.shifted': {
    zh: '檔案：第 {line} 列的格數比欄名多，內容可能錯位。內容裡有逗號時，前後請加雙引號。',
    en: 'File: line {line} has more cells than there are columns, so its values may stand in the wrong ones. Put quotation marks around what has commas in it.',
  },
  'import.refused.too-many-people': {
    zh: '人員：一次最多 {max} 人，請分成幾個檔案。',
    en: 'People: at most {max} at a time. Split the file.',
  },
  'import.refused.twice': {
    zh: '欄位對照：兩個欄位不能對到同一項。',
    en: 'Columns: two of them cannot be for the same thing.',
  },
  'import.refused.unread': {
    zh: '檔案：試了幾次都無法讀完。請另存成 CSV，或分成幾個檔案後再匯入。',
    en: 'File: it could not be read to its end in several tries. Save it as CSV, or split it, and import it again.',
  },
  'import.remembered': {
    zh: '其中 {people} 人依先前的選擇。',
    en: 'Of them as chosen before: {people}.',
  },
  'import.returned': { zh: '原檔加上結果', en: 'The file with the results' },
  'import.returned-errors': { zh: '只含需要更正的列', en: 'Only the lines to be corrected' },
  'import.sent-at': { zh: '上次匯入：{time}', en: 'Imported last: {time}' },
  'import.state.columns': { zh: '待對照欄位', en: 'columns to be named' },
  'import.state.not-read': { zh: '無法讀取', en: 'could not be read' },
  'import.state.people': { zh: '待確認人員', en: 'people to be confirmed' },
  'import.state.reading': { zh: '讀取中', en: 'being read' },
  'import.target': { zh: '匯入為', en: 'Imported as' },
  'import.target.aside': { zh: '不匯入', en: 'Left aside' },
  'import.title': { zh: '匯入', en: 'Imports' },
  'import.untidy': {
    zh: '有 {count} 格含有隱藏字元、前後空白或全形英數字，讀入時已清除或轉為半形。',
    en: 'Cells with signs that nobody sees, blanks around them or full-width letters, which were cleaned: {count}.',
  },
  'import.verb': { zh: '每一列是', en: 'Each line is' },
  'import.verb.add': { zh: '要新增的一筆', en: 'A row to be added' },
  'import.verb.change': { zh: '每人最新一筆的修改', en: 'A change of the newest row of its person' },
  'import.who.id-number': { zh: '人員：身分證統一編號', en: 'Person: ID number' },
  'import.who.name': { zh: '人員：姓名', en: 'Person: name' },
  'import.who.staff-number': { zh: '人員：員工代號', en: 'Person: staff number' },
  'import.who.title': { zh: '人員：職稱', en: 'Person: title' },
  'import.who.unit': { zh: '人員：單位', en: 'Person: unit' },
} as const satisfies Sentences &
  Record<ImportRefusal, Sentence> &
  Record<`import.confidence.${Confidence}`, Sentence> &
  Record<`import.fault.${NumberFault}`, Sentence> &
  Record<`import.state.${Exclude<ImportState, 'handed-on'>}`, Sentence> &
  Record<`import.verb.${ImportVerb}`, Sentence> &
  Record<`import.who.${Who}`, Sentence>
