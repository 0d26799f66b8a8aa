import type { Sentences } from '../sentences.ts'

export const signature = {
  'signature.by-card': {
    zh: '{time} 以自然人憑證簽章，本站已驗證。',
    en: 'Signed with a citizen card, {time}; verified by this site.',
  },
  'signature.by-phone': {
    zh: '{time} 以行動自然人憑證簽章，本站已驗證。',
    en: 'Signed with a phone’s certificate, {time}; verified by this site.',
  },
  'signature.certificate-file': { zh: '手機的憑證', en: 'The phone’s certificate' },
  'signature.checks': { zh: '驗證了什麼', en: 'What was verified' },
  'signature.cms-file': { zh: '簽章檔（CMS）', en: 'Signature (CMS)' },
  'signature.heading': { zh: '送出的全文', en: 'What was sent' },
  'signature.how': {
    zh: '簽章簽的是一行文字，其中 text-sha256 就是申請書的雜湊值。把上面的檔案下載到同一個資料夾，用下面的命令可以自行驗證；發卡機關的憑證請再與發卡機關公布的指紋比對。',
    en: 'The signature is over one line; its text-sha256 is the hash of the text. Download the files above into one folder and verify both yourself; compare the issuer’s certificate with the fingerprint its authority publishes.',
  },
  'signature.how-desk': {
    zh: '有本系統程式的人也可以再驗證一次，包括廢止狀態，多年以後也一樣：用的是簽署那時的時間和廢止清冊。根憑證也請先與公布的指紋比對，再放進 trust 資料夾：',
    en: 'Anyone who has this program can verify it once more, with revocation, also years from now: by the time of signing and the revocation list of that time. Compare the root certificate with its published fingerprint as well, before it goes into the folder trust:',
  },
  'signature.issuer-file': { zh: '憑證機構的憑證', en: 'The issuer’s certificate' },
  'signature.list-file': { zh: '簽署時查的廢止清冊', en: 'The revocation list that was looked at' },
  'signature.list-gone': {
    zh: '簽署時查的廢止清冊（第 {number} 號，{from} 發布，SHA-256 {sha256}）沒有留存。要連同廢止狀態再驗證，請向發卡機關索取這一份，存成 {file}；較新的清冊不能證明那一天的狀態。',
    en: 'The revocation list that was looked at (number {number}, published {from}, SHA-256 {sha256}) was not kept. To verify once more with revocation, ask the issuer for this very list and save it as {file}; a newer one says nothing about that day.',
  },
  'signature.line-file': { zh: '簽章簽的那一行', en: 'The line that was signed' },
  'signature.not-signed': { zh: '未簽章，請核對正本', en: 'Not signed, see the originals' },
  'signature.outcome.failed': { zh: '不通過', en: 'Failed' },
  'signature.outcome.passed': { zh: '通過', en: 'Passed' },
  'signature.outcome.undecided': { zh: '未能判定', en: 'Undecided' },
  'signature.pkcs1-file': { zh: '簽章檔（PKCS#1）', en: 'Signature (PKCS#1)' },
  'signature.take-home': { zh: '下載一份，自行驗證', en: 'Take a copy and verify it yourself' },
  'signature.root-file': { zh: '根憑證機構的憑證', en: 'The root’s certificate' },
  'signature.text-file': { zh: '申請書全文', en: 'The whole text' },
  'signature.title': { zh: '第 {round} 次送出', en: 'Submission {round}' },
  'signature.unsigned': {
    zh: '{time} 重新確認身分後送出，沒有簽章。',
    en: 'Sent after a fresh proof of who it was, {time}; not signed.',
  },
} as const satisfies Sentences
