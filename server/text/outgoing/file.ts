import type { FileKind, FileRefusal, FileState } from '../../domain/outgoing/made-file.ts'
import type { Sentence, Sentences } from '../sentences.ts'

/** Files that are made for somebody, kept for a day, and fetched by them. */
export const file = {
  'file.asked': { zh: '申請時間', en: 'Asked for' },
  'file.back': { zh: '回到我的檔案', en: 'Back to my files' },
  'file.ends': { zh: '保留至', en: 'Kept until' },
  'file.fetch': { zh: '下載檔案', en: 'Download the file' },
  'file.fewer': {
    zh: '要求製作以後，有 {count} 人離開本機關，或您不能再列印他們的資料，所以不在檔案裡。',
    en: 'People who left the agency since you asked, or whom you may no longer print, are not in the file: {count}.',
  },
  'file.format': { zh: '格式', en: 'Format' },
  'file.kind.copy': { zh: '我的人事資料複本', en: 'Copy of my record' },
  'file.kind.export': { zh: '匯出檔案', en: 'Export' },
  'file.kind.paper': { zh: '列印的文件', en: 'Papers' },
  'file.lead': {
    zh: '您要求製作的檔案。檔案加密保存一天，只有您登入後能下載，逾期自動刪除。',
    en: 'The files you asked for. They are kept encrypted for a day; you alone can download them while signed in, and they are then deleted.',
  },
  'file.name': { zh: '檔案', en: 'File' },
  'file.none': { zh: '目前沒有檔案。', en: 'There are no files now.' },
  'file.progress': { zh: '已處理 {done} 人，共 {total} 人。', en: 'People done: {done} of {total}.' },
  'file.purpose': { zh: '目的', en: 'Purpose' },
  'file.ready': { zh: '檔案已經做好（{size} KB）。', en: 'The file is ready ({size} KB).' },
  'file.recipients': { zh: '提供給', en: 'For' },
  'file.refused.busy': {
    zh: '已有 5 個檔案在製作中，請等其中一個完成後再試。',
    en: 'Five files are being made already. Try again when one of them is ready.',
  },
  'file.refused.disputed': {
    zh: '要求製作以後，人事主管把其中的資料註記為爭議中，但檔案裡沒有這個註記，不能下載。請重新製作。',
    en: 'Since you asked for the file, something in it was marked as disputed. The file lacks the mark and cannot be downloaded; make it again.',
  },
  'file.refused.failed': {
    zh: '檔案無法製作。請再要求一次；如仍無法製作，請聯絡系統管理者。',
    en: 'The file could not be made. Ask for it again; if that fails too, tell your administrator.',
  },
  'file.refused.kept': {
    zh: '檔案裡有現在不能再匯出的資料（例如有人已離開本機關，或地址改為保密），不能下載。請重新製作。',
    en: 'Something in the file may no longer be exported: somebody has left the agency, for example, or their address is protected by now. Make the file again.',
  },
  'file.refused.large': {
    zh: '內容太多，無法製作成一份文件。請減少人員或類別；人多時請選每人一個檔案。',
    en: 'This is too much for one document. Choose fewer people or sections, or a file for each person.',
  },
  'file.refused.nobody': {
    zh: '沒有可以匯出的人員，或人數太多，未製作檔案。請先試算。',
    en: 'There is nobody whose data can be exported, or too many, so no file was made. Look first what the file would hold.',
  },
  'file.refused.signs': {
    zh: '試算以後有人的資料改了，出現 Big5 沒有的字，未製作檔案。請重新試算。',
    en: 'Data changed after you looked, and a character is there that Big5 has not; no file was made. Look again.',
  },
  'file.reload': { zh: '更新進度', en: 'Update the progress' },
  'file.state': { zh: '狀態', en: 'State' },
  'file.state.asked': { zh: '等待製作', en: 'Waiting to be made' },
  'file.state.failed': { zh: '無法製作', en: 'Could not be made' },
  'file.state.making': { zh: '製作中', en: 'Being made' },
  'file.state.ready': { zh: '可以下載', en: 'Ready to download' },
  'file.title': { zh: '我的檔案', en: 'My files' },
} as const satisfies Sentences & Record<FileRefusal | `file.state.${FileState}` | `file.kind.${FileKind}`, Sentence>
