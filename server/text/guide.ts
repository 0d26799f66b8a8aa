import type { Sentences } from './sentences.ts'

export const guide = {
  'guide.body': { zh: '內容', en: 'Text' },
  'guide.download-none': {
    zh: '請向學校的資訊人員索取，或到內政部憑證管理中心網站下載。',
    en: 'ask your school’s ICT staff for it, or take it from the MOICA site.',
  },
  'guide.edit': { zh: '修改說明', en: 'Edit the guide' },
  'guide.hint': {
    zh: '用 Markdown 寫，第一行是「# 標題」。大括號裡的 site、component、download 會換成本站的設定；圖用 reader、popup、first 三張。',
    en: 'Markdown; the first line is “# Title”. site, component and download in braces are filled in; the drawings are reader, popup and first.',
  },
  'guide.leave': { zh: '不改了', en: 'Leave it as it is' },
  'guide.others': { zh: '其他說明', en: 'Other guides' },
  'guide.own': { zh: '適合這臺電腦的', en: 'For this computer' },
  'guide.preview': { zh: '預覽', en: 'Preview' },
  'guide.refused.changed-meanwhile': {
    zh: '您打開之後，別人改過這份說明。請複製您寫的內容，重新打開再改。',
    en: 'Somebody changed this guide after you opened it. Copy your text, open it again and merge.',
  },
  'guide.refused.title': { zh: '第一行要是「# 標題」。', en: 'The first line must be “# Title”.' },
  'guide.refused.too-long': {
    zh: '說明最多 {most} 個字，請寫短一點。',
    en: 'A guide has at most {most} characters. Make it shorter.',
  },
  'guide.save': { zh: '儲存', en: 'Save' },
  'guide.title': { zh: '操作說明', en: 'Guides' },
} as const satisfies Sentences
