import type { Sentences } from '../sentences.ts'

export const guide = {
  'guide.body': { zh: '內容', en: 'Text' },
  'guide.checksum-linux': {
    zh: '下載後執行 sha256sum 加檔名，核對是否相同。',
    en: 'After downloading run sha256sum with the name of the file and compare.',
  },
  'guide.checksum-macos': {
    zh: '下載後在終端機執行 shasum -a 256 加檔名，核對是否相同。',
    en: 'After downloading run shasum -a 256 with the name of the file in Terminal and compare.',
  },
  'guide.checksum-windows': {
    zh: '下載後在命令提示字元執行 certutil -hashfile 加檔名和 SHA256，核對是否相同。',
    en: 'After downloading run certutil -hashfile with the name of the file and SHA256 in a command prompt and compare.',
  },
  'guide.download-none': {
    zh: '請向學校的資訊人員索取，或到內政部憑證管理中心下載：{url}',
    en: 'ask your school’s ICT staff for it, or take it from MOICA: {url}',
  },
  'guide.download-none-health': {
    zh: '請向學校的資訊人員索取，或到健保署的下載專區，下載「晶片讀卡機（健保卡）」安裝元件：{url}',
    en: 'ask your school’s ICT staff for it, or take the component for health cards from the download area of the health insurance administration: {url}',
  },
  'guide.edit': { zh: '修改說明', en: 'Edit the guide' },
  'guide.hint': {
    zh: '用 Markdown 寫，第一行是「# 標題」。大括號裡的這些字會換成本站的設定：{holes}。可以用的圖：{drawings}。',
    en: 'Markdown; the first line is “# Title”. These words in braces are filled in: {holes}. The drawings: {drawings}.',
  },
  'guide.leave': { zh: '取消', en: 'Cancel' },
  'guide.others': { zh: '其他說明', en: 'Other guides' },
  'guide.own': { zh: '適合這臺電腦的', en: 'For this computer' },
  'guide.preview': { zh: '預覽', en: 'Preview' },
  'guide.refused.changed-meanwhile': {
    zh: '您開啟之後，別人改過這份說明。請複製您寫的內容，重新開啟再改。',
    en: 'Somebody changed this guide after you opened it. Copy your text, open it again and merge.',
  },
  'guide.refused.title': { zh: '第一行要是「# 標題」。', en: 'The first line must be “# Title”.' },
  'guide.refused.too-long': {
    zh: '說明最多 {max} 個字，請寫短一點。',
    en: 'A guide has at most {max} characters. Make it shorter.',
  },
  'guide.save': { zh: '儲存', en: 'Save' },
  'guide.title': { zh: '操作說明', en: 'Guides' },
} as const satisfies Sentences
