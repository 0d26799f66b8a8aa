import type { EvidenceRefusal, Unopened } from '../../domain/correction/evidence-file.ts'
import type { Sentence, Sentences } from '../sentences.ts'

export const evidence = {
  'evidence.add': { zh: '加入這份文件', en: 'Add this file' },
  'evidence.empty': {
    zh: '還沒有加入文件。畢業證書、合格證書、公文等的掃描檔或照片，會列在這裡。',
    en: 'No file yet. Scans or photographs of diplomas, certificates or letters will be listed here.',
  },
  'evidence.file': { zh: '選擇檔案', en: 'Choose a file' },
  'evidence.hint': {
    zh: 'PDF、JPEG 或 PNG，每份最大 {max} MB。一次加入一份。',
    en: 'PDF, JPEG or PNG, at most {max} MB each. One file at a time.',
  },
  'evidence.lead': {
    zh: '請附上能證明的文件。檔案加密保存，只有您和審查的人看得到。',
    en: 'Add files that prove it. They are kept encrypted; only you and the reviewers can see them.',
  },
  'evidence.refused.blank': { zh: '請先選一個檔案。', en: 'Choose a file first.' },
  'evidence.refused.busy': {
    zh: '現在有很多檔案同時送來，這個檔案沒有收下。請過半分鐘再選一次。',
    en: 'Many files are arriving at the moment, so this one was not accepted. Choose it again in half a minute.',
  },
  'evidence.refused.empty': {
    zh: '這個檔案是空的，請確認後再選一次。',
    en: 'This file is empty. Check it and choose again.',
  },
  'evidence.refused.gone': {
    zh: '先前附上的檔案已不在這份表單裡（已隨另一次儲存、超過一天，或含有病毒）。仍需要時請再選一次。',
    en: 'A file attached before is no longer with this form: it was saved elsewhere, a day has passed, or it held a virus. Choose it again if you still need it.',
  },
  'evidence.refused.infected': {
    zh: '掃毒程式在這個檔案裡發現病毒，所以沒有收下。請掃描您的電腦，從原始來源重新取得檔案後再加入。',
    en: 'The virus scanner found a virus in this file, so it was not accepted. Scan your computer, and get the file again from where it came.',
  },
  'evidence.refused.kind': {
    zh: '這不是 PDF、JPEG 或 PNG。請轉成其中一種再加入。',
    en: 'This is no PDF, JPEG or PNG. Convert it and add it again.',
  },
  'evidence.refused.large': {
    zh: '檔案太大，每份最大 {max} MB。請降低解析度或分成幾份。',
    en: 'The file is too large; the limit is {max} MB. Lower the resolution or split it.',
  },
  'evidence.refused.late': {
    zh: '檔案送到時，您的登入已經結束，所以沒有收下。請再選一次。',
    en: 'Your sign-in had ended when the file arrived, so it was not accepted. Choose it again.',
  },
  'evidence.refused.left-out': {
    zh: '這份表單先前只留下了填寫的內容，沒有留下檔案。請再選一次。',
    en: 'Of this form only what was typed had been kept, and not the file. Choose it again.',
  },
  'evidence.refused.many': { zh: '最多 {max} 份文件。', en: 'At most {max} files.' },
  'evidence.refused.same': {
    zh: '這個檔案和已加入的「{name}」內容完全相同，所以沒有再加一次。',
    en: 'This file is the same, byte for byte, as “{name}”, which is here already, so it was not added again.',
  },
  'evidence.refused.several': {
    zh: '您先前送出的檔案還在傳送，這個檔案沒有收下。請等它們完成，或過兩分鐘再選一次。',
    en: 'Files that you sent before are still on their way, so this one was not accepted. Wait for them, or choose it again in two minutes.',
  },
  'evidence.refused.shifted': {
    zh: '這是 JPEG 或 PNG 圖檔，但檔案開頭多了別的內容，看圖軟體無法開啟。請從原始來源重新取得，或重新掃描、拍照後再加入。',
    en: 'This is a JPEG or PNG with something else in front of it, which no viewer opens. Get it again from where it came, or scan or photograph it again.',
  },
  'evidence.refused.unreachable': {
    zh: '系統暫時無法保存檔案，這個檔案沒有收下；先前已儲存的都還在。請過一分鐘再選一次。',
    en: 'Files cannot be kept just now, so this one was not accepted; what was saved before is still there. Choose it again in a minute.',
  },
  'evidence.remove': { zh: '移除', en: 'Remove' },
  'evidence.scan.held': { zh: '等待掃毒', en: 'Waiting for the virus scanner' },
  'evidence.scan.infected': { zh: '含有病毒，內容已移除', en: 'Held a virus; its contents were removed' },
  'evidence.scan.none': {
    zh: '有檔案收到時沒有經過掃毒。',
    en: 'Not every file was scanned for viruses when it came.',
  },
  'evidence.size': { zh: '{size} KB', en: '{size} KB' },
  'evidence.title': { zh: '證明文件', en: 'Evidence' },
  'evidence.told.checked': {
    zh: '{count} 份證明文件可以開啟，{left} 份不能。',
    en: 'Files of evidence that can be opened: {count}; that cannot: {left}.',
  },
  'evidence.told.keep-settings': {
    zh: '原來放在資料夾或 S3 的檔案兩天內移除，在那之前請保留那裡的設定。',
    en: 'Files that lay in a folder or in S3 are removed within two days; keep the settings of that place until then.',
  },
  'evidence.told.moved': {
    zh: '{count} 份證明文件移到 {home}，{left} 份沒有移動。',
    en: 'Files of evidence moved to {home}: {count}; not moved: {left}.',
  },
  'evidence.told.stopped': {
    zh: '現在無法使用存放證明文件的地方（{cause}），所以停在這裡。排除後請再執行一次。',
    en: 'A home of evidence cannot be used now ({cause}), so this stopped here. Run it again when that is fixed.',
  },
  'evidence.unopened.damaged': {
    zh: '這份文件和當初保存的不同，所以不能開啟。請告知資訊人員；必要時須重新附上：校正申請由人事室退回補正，人事室登錄的由人事室再登錄一次。',
    en: 'This file is not what was kept, so it cannot be opened. Tell your ICT staff; if need be it is added again: HR returns the correction to its owner, or enters once more what it had entered.',
  },
  'evidence.unopened.held': {
    zh: '掃毒程式還沒有檢查這份文件，所以暫時不能開啟；文件沒有遺失。請過幾分鐘再開啟一次，一直如此時請告知資訊人員。',
    en: 'The virus scanner has not looked at this file yet, so it cannot be opened for now; it is not lost. Open it again in some minutes, and tell your ICT staff if that goes on.',
  },
  'evidence.unopened.infected': {
    zh: '掃毒程式在這份文件裡發現病毒，內容已經移除。必要時須重新附上：校正申請由人事室退回補正，人事室登錄的由人事室再登錄一次。',
    en: 'The virus scanner found a virus in this file, and its contents were removed. If need be it is added again: HR returns the correction to its owner, or enters once more what it had entered.',
  },
  'evidence.unopened.missing': {
    zh: '找不到這份文件的內容，所以不能開啟。請告知資訊人員；必要時須重新附上：校正申請由人事室退回補正，人事室登錄的由人事室再登錄一次。',
    en: 'The contents of this file are not there, so it cannot be opened. Tell your ICT staff; if need be it is added again: HR returns the correction to its owner, or enters once more what it had entered.',
  },
  'evidence.unopened.unreachable': {
    zh: '系統暫時無法讀取這份文件，文件沒有遺失。請過一分鐘再開啟一次；其他步驟不受影響。',
    en: 'This file cannot be read just now; it is not lost. Open it again in a minute. Everything else goes on meanwhile.',
  },
  'evidence.unscanned': {
    zh: '這個系統沒有設掃毒程式，檔案沒有經過掃毒。',
    en: 'No virus scanner is set up here; files are not scanned.',
  },
} as const satisfies Sentences & Record<EvidenceRefusal | Unopened, Sentence>
