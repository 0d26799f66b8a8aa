import type { Sentences } from '../sentences.ts'

export const basis = {
  'basis.all': {
    zh: '檔案裡沒有不能給其他人看的資料，每個人都可以開啟',
    en: 'The files hold nothing that others may not see: everybody in them may open them',
  },
  'basis.all-hint': {
    zh: '不勾選時，只有人事人員開得了檔案；本人在異動紀錄裡看得到檔名。',
    en: 'Unless this is ticked only HR opens the files; the others read their names in the history.',
  },
  'basis.file': { zh: '附上檔案', en: 'Attach files' },
  'basis.file-hint': {
    zh: 'PDF、JPEG 或 PNG，每份最大 {max} MB，可以一次選好幾份。表單退回修改時，已收下的檔案會留著，不必再選。',
    en: 'PDF, JPEG or PNG, at most {max} MB each; several can be chosen at once. Where the form comes back with a mistake, files that have arrived stay with it.',
  },
  'basis.files': { zh: '已附上的檔案（取消勾選就不附）', en: 'Files attached (clear the box to leave one out)' },
  'basis.hint': { zh: '附上檔案時不必選。', en: 'Nothing to choose where files are attached.' },
  'basis.original': { zh: '已核對正本', en: 'The original was seen' },
  'basis.reason': { zh: '如理由所述，沒有附檔', en: 'As the reason says, without a file' },
  'basis.title': { zh: '依據', en: 'What it rests on' },
} as const satisfies Sentences
