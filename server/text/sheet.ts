import type { SheetFormat, SheetRefusal } from '../domain/sheet.ts'
import type { Sentence, Sentences } from './sentences.ts'

/** Tables that come and go as files. */
export const sheet = {
  'sheet.format.csv': { zh: '匯出 CSV', en: 'Export as CSV' },
  'sheet.format.ods': { zh: '匯出 ODS', en: 'Export as ODS' },
  'sheet.format.xlsx': { zh: '匯出 XLSX', en: 'Export as XLSX' },
  'sheet.formulas': {
    zh: '檔案裡有公式，讀入的是存檔時的計算結果。',
    en: 'There are formulas in the file; what was read is the result that was saved with them.',
  },
  'sheet.refused.blank': { zh: '檔案：請選擇有內容的檔案。', en: 'File: choose a file with something in it.' },
  'sheet.refused.broken': {
    zh: '檔案：已損壞，無法讀取。請用試算表軟體開啟後另存新檔。',
    en: 'File: it is damaged and cannot be read. Open it in your spreadsheet program and save it as a new file.',
  },
  'sheet.refused.busy': {
    zh: '檔案：正在處理其他檔案，請稍候一分鐘再試。',
    en: 'File: other files are being worked on. Try again in a minute.',
  },
  'sheet.refused.cells': {
    zh: '檔案：列數或欄數太多。請只留下需要的列和欄。',
    en: 'File: it has too many lines or columns. Keep only those that are needed.',
  },
  'sheet.refused.definitions': {
    zh: '檔案：含有試算表軟體不會存入的定義（XML 實體），沒有讀入。請用試算表軟體開啟後另存新檔。',
    en: 'File: it has definitions in it (XML entities) that no spreadsheet program saves, and was not read. Open it in yours and save it as a new file.',
  },
  'sheet.refused.encoding': {
    zh: '檔案：不是 UTF-8 編碼。請在試算表軟體另存為「CSV UTF-8（逗號分隔）」、ODS 或 XLSX。',
    en: 'File: it is not in UTF-8. Save it as “CSV UTF-8 (comma delimited)”, ODS or XLSX in your spreadsheet program.',
  },
  'sheet.refused.encrypted': {
    zh: '檔案：設有密碼。請移除密碼，存檔後再選一次。',
    en: 'File: it has a password. Remove it, save the file, and choose it again.',
  },
  'sheet.refused.error-value': {
    zh: '檔案：第 {line} 列有儲存格顯示錯誤（例如 #N/A、####）。請更正後再選一次。',
    en: 'File: a cell of line {line} shows an error such as #N/A or ####. Put it right and choose the file again.',
  },
  'sheet.refused.formula-value': {
    zh: '檔案：第 {line} 列有公式，但檔案裡沒有計算結果。請用試算表軟體開啟，存檔後再選一次。',
    en: 'File: there is a formula in line {line} without its result. Open the file in your spreadsheet program, save it, and choose it again.',
  },
  'sheet.refused.hidden-column': {
    zh: '檔案：有隱藏的欄。請取消隱藏，或刪除不需要的欄。',
    en: 'File: there are hidden columns in it. Show them, or delete those that are not needed.',
  },
  'sheet.refused.hidden-line': {
    zh: '檔案：第 {line} 列是隱藏的（手動隱藏或篩選）。請取消隱藏和篩選，或刪除不需要的列。',
    en: 'File: line {line} is hidden, or left out by a filter. Show all lines, or delete those that are not needed.',
  },
  'sheet.refused.infected': {
    zh: '檔案：掃毒程式在裡面發現病毒，所以沒有收下。請掃描您的電腦，從原始來源重新取得檔案。',
    en: 'File: the virus scanner found a virus in it, so it was not accepted. Scan your computer, and get the file again from where it came.',
  },
  'sheet.refused.kind': {
    zh: '檔案：不是 CSV、ODS 或 XLSX。請用原來的程式開啟，另存為其中一種。',
    en: 'File: it is neither CSV nor ODS nor XLSX. Open it in its own program and save it as one of them.',
  },
  'sheet.refused.large': {
    zh: '檔案：內容太大。請移除圖片和格式，只留下需要的列。',
    en: 'File: it holds too much. Remove pictures and formats, and keep only the lines that are needed.',
  },
  'sheet.refused.macros': {
    zh: '檔案：含有巨集。請另存為不含巨集的 ODS 或 XLSX。',
    en: 'File: there are macros in it. Save it as ODS or XLSX without them.',
  },
  'sheet.refused.old': {
    zh: '檔案：是舊的 XLS 或其他舊的 Office 格式。請另存為 ODS 或 XLSX。',
    en: 'File: it is of the old XLS or another old Office format. Save it as ODS or XLSX.',
  },
  'sheet.refused.quotes': {
    zh: '檔案：第 {line} 列起無法讀取，請檢查雙引號和換行。',
    en: 'File: it cannot be read from line {line} on. Check quotation marks and line ends.',
  },
  'sheet.refused.several': {
    zh: '檔案：有多張工作表有內容（包括隱藏的）。請只留下要載入的一張。',
    en: 'File: several of its sheets have something in them, hidden ones among them. Keep only the one to be read.',
  },
  'sheet.refused.unscanned': {
    zh: '檔案：掃毒程式現在沒有回應，所以沒有收下。請過幾分鐘再選一次，一直如此時請告知資訊人員。',
    en: 'File: the virus scanner does not answer now, so it was not accepted. Choose it again in some minutes, and tell your ICT staff if that goes on.',
  },
} as const satisfies Sentences & Record<SheetRefusal | `sheet.format.${SheetFormat}`, Sentence>
