import type {
  CertificateField,
  CertificateKind,
  CertificateRefusal,
  CertificateState,
} from '../../domain/certificate/certificate.ts'
import type { Sentence, Sentences } from '../sentences.ts'

/** Certificates that an agency gives: 在職證明 and 服務證明. */
export const certificate = {
  'certificate.agency.empty': {
    zh: '這裡會列出本機關製作的證明。到現在還沒有。要製作時，請開啟人員的資料，再選「證明書」。',
    en: 'The certificates of this agency are listed here. There is none so far. To make one, open the record of a person and choose “Certificates”.',
  },
  'certificate.agency.all': { zh: '所有證明', en: 'All certificates' },
  'certificate.agency.none-waits': { zh: '沒有等待用印的證明。', en: 'No certificate waits for the seal.' },
  'certificate.agency.waiting': { zh: '待用印的證明', en: 'Certificates that wait for the seal' },
  'certificate.agency.none-found': { zh: '沒有符合條件的證明。', en: 'No certificate matches.' },
  'certificate.agency.title': { zh: '本機關的證明', en: 'Certificates of this agency' },
  'certificate.day': { zh: '日期', en: 'Day' },
  'certificate.field.agency': { zh: '機關', en: 'agency' },
  'certificate.field.birth-date': { zh: '出生日期', en: 'date of birth' },
  'certificate.field.id-number': { zh: '身分證統一編號', en: 'ID number' },
  'certificate.field.name': { zh: '姓名', en: 'name' },
  'certificate.field.posts': { zh: '服務經歷', en: 'posts' },
  'certificate.field.purpose': { zh: '用途', en: 'purpose' },
  'certificate.field.since': { zh: '到職日', en: 'since' },
  'certificate.field.title': { zh: '職稱', en: 'job title' },
  'certificate.field.unit': { zh: '單位', en: 'unit' },
  'certificate.field.until': { zh: '離職日', en: 'until' },
  'certificate.blank-ok': { zh: '仍要製作', en: 'Prepare it all the same' },
  'certificate.file': { zh: '下載 PDF', en: 'Download the PDF' },
  'certificate.for': { zh: '用途', en: 'What it is for' },
  'certificate.for-hint': { zh: '會印在證明上，例如：申請貸款', en: 'It stands on the certificate, such as: a loan' },
  'certificate.issued': { zh: '核發日期', en: 'Issued on' },
  'certificate.kind': { zh: '證明種類', en: 'Kind of certificate' },
  'certificate.kind.departure': { zh: '離職證明書', en: 'Certificate of departure' },
  'certificate.kind.employment': { zh: '在職證明書', en: 'Certificate of employment' },
  'certificate.kind.service': { zh: '服務證明書', en: 'Certificate of service' },
  'certificate.number': { zh: '字號', en: 'Number' },
  'certificate.of': { zh: '證明書：{name}', en: 'Certificates: {name}' },
  'certificate.of.empty': {
    zh: '這裡會列出為這位人員製作的證明。到現在還沒有。',
    en: 'The certificates of this person are listed here. There is none so far.',
  },
  'certificate.of.lead': {
    zh: '人事室製作證明，由人事主管以系統金鑰用印（人事主管本人的證明由其他人事主管用印，沒有時由上級人事機構的主管用印）；任何人都能用證明上的 QR 碼驗證是否有效。',
    en: 'HR prepares a certificate, and the HR chief seals it with the key of this system; their own is sealed by another chief, or that of the only one by the chief of the HR office above. Anybody can see by its QR code whether it is valid.',
  },
  'certificate.own.empty': {
    zh: '這裡會列出人事室發給您的證明。需要時請向人事室申請。',
    en: 'The certificates that HR issued to you are listed here. Ask HR for one when you need it.',
  },
  'certificate.own.title': { zh: '我的證明', en: 'My certificates' },
  'certificate.paper.alt': { zh: '驗證這份證明的 QR 碼', en: 'QR code by which this certificate is verified' },
  'certificate.paper.compare': {
    zh: '先確認金鑰屬於本系統：下列指令顯示的 SHA-256 值，應與 {address} 公布的相同：{fingerprint}',
    en: 'First make sure that the key belongs to this system: the SHA-256 value of this command must be the one published at {address}: {fingerprint}',
  },
  'certificate.paper.files': {
    zh: '這份 PDF 附有 3 個檔案：certificate.txt（簽署的文字）、signature.bin（簽章）、key.pem（公鑰）。存到同一個資料夾後，不必連線即可驗證。',
    en: 'Three files are attached to this PDF: certificate.txt (the text that was signed), signature.bin (its signature) and key.pem (the public key). Saved to one folder, they can be checked without a network.',
  },
  'certificate.paper.number': { zh: '字號：{number}', en: 'Number: {number}' },
  'certificate.paper.offline': { zh: '離線驗證', en: 'To verify it offline' },
  'certificate.paper.result': {
    zh: '顯示「Signature Verified Successfully」表示文字未經更改。是否已撤銷，仍須以網頁驗證。',
    en: '“Signature Verified Successfully” means that no sign of the text was changed. Whether it was revoked only the page says.',
  },
  'certificate.paper.scan': {
    zh: '用手機掃描 QR 碼，或開啟下列網址，驗證這份證明是否有效。請確認網址開頭是 {origin}。',
    en: 'Scan the code or open this address to see whether this certificate is valid. Make sure that the address begins with {origin}.',
  },
  'certificate.paper.seal': { zh: '系統用印', en: 'Sealed by the system' },
  'certificate.paper.signature': { zh: '簽章（Base64）', en: 'Signature (Base64)' },
  'certificate.paper.text': { zh: '簽署的文字', en: 'The text that was signed' },
  'certificate.prepare': { zh: '製作證明', en: 'Prepare a certificate' },
  'certificate.prepared-by': { zh: '{time} 製作', en: 'Prepared on {time}' },
  'certificate.reason': { zh: '撤銷的理由', en: 'Why it is revoked' },
  'certificate.refused.blank': {
    zh: '「內容」：請填寫 10 到 2000 個字。',
    en: '“Text”: it needs 10 to 2000 characters.',
  },
  'certificate.refused.blank-field': {
    zh: '「{fields}」沒有資料，證明的句子裡會留下空白。請先補登，或修改證明書的內容；確定要留白時，請勾選「仍要製作」。',
    en: 'There is nothing for “{fields}”, which would leave a hole in a sentence. Enter it first, or change the text of the certificate; tick “Prepare it all the same” if the hole is meant.',
  },
  'certificate.refused.changed': {
    zh: '製作之後，人事資料或證明的內容已經變更。請撤銷這一份，再重新製作。',
    en: 'The record or the text of the certificate has changed since this was prepared. Revoke it and prepare another.',
  },
  'certificate.refused.chief-only': {
    zh: '證明由人事主管用印或撤銷。',
    en: 'Certificates are sealed and revoked by the HR chief.',
  },
  'certificate.refused.disputed': {
    zh: '證明裡的資料有欄位註記為「爭議中」，在查明之前不能製作或用印。',
    en: 'A value that the certificate tells of is marked as disputed; until that is settled it is neither prepared nor sealed.',
  },
  'certificate.refused.locked': {
    zh: '這位人員的資料已鎖定，解除後才能製作或用印。',
    en: 'The record of this person is locked. It has to be unlocked before a certificate is prepared or sealed.',
  },
  'certificate.refused.not-here': {
    zh: '「證明種類」：經歷裡沒有在本機關的現職，不能製作在職證明。請先登錄經歷，或改製作服務證明。',
    en: '“Kind of certificate”: the record has no present post at this agency. Enter it first, or prepare a certificate of service.',
  },
  'certificate.refused.not-left': {
    zh: '「證明種類」：經歷裡還有在本機關的現職，或沒有在本機關的經歷，不能製作離職證明。',
    en: '“Kind of certificate”: the record has a present post at this agency, or none at all, so no certificate of departure can be prepared.',
  },
  'certificate.refused.over': {
    zh: '這份證明的狀態已經變更，請看目前的狀態。',
    en: 'The state of this certificate has changed meanwhile. See how it stands now.',
  },
  'certificate.refused.purpose': {
    zh: '「用途」：請填寫 2 到 40 個字。',
    en: '“What it is for”: it needs 2 to 40 characters.',
  },
  'certificate.refused.reason': {
    zh: '「撤銷的理由」：請填寫 2 到 200 個字。',
    en: '“Why it is revoked”: it needs 2 to 200 characters.',
  },
  'certificate.refused.still-here': {
    zh: '「證明種類」：這位人員今天還在本機關任職，不能製作離職證明。請先登錄離職，或改製作服務證明。',
    en: '“Kind of certificate”: this person works at this agency today. Record that they leave first, or prepare a certificate of service.',
  },
  'certificate.refused.unknown-field': {
    zh: '「內容」：沒有[{name}]這個欄位。',
    en: '“Text”: there is no field [{name}].',
  },
  'certificate.refused.waits': {
    zh: '同一種證明已有一份等待用印。',
    en: 'A certificate of this kind waits to be sealed already.',
  },
  'certificate.revoke': { zh: '撤銷', en: 'Revoke' },
  'certificate.revoked-why': { zh: '{time} 撤銷：{reason}', en: 'Revoked on {time}: {reason}' },
  'certificate.search': { zh: '姓名或證明字號', en: 'Name or number of the certificate' },
  'certificate.seal': { zh: '用印', en: 'Seal' },
  'certificate.seal-purpose': { zh: '證明書用印', en: 'To seal a certificate' },
  'certificate.signed': {
    zh: '{kind}\n字號：{number}\n核發機關：{code} {agency}\n核發日期：{day}\n驗證網址：{address}',
    en: '{kind}\nNumber: {number}\nAgency: {code} {agency}\nIssued: {day}\nVerify at: {address}',
  },
  'certificate.state': { zh: '狀態', en: 'State' },
  'certificate.state.prepared': { zh: '待用印', en: 'Waits for the seal' },
  'certificate.state.revoked': { zh: '已撤銷', en: 'Revoked' },
  'certificate.state.sealed': { zh: '有效', en: 'Valid' },
  'certificate.template.body': { zh: '內容', en: 'Text' },
  'certificate.template.departure': {
    zh: '茲證明[姓名]（身分證統一編號 [身分證統一編號]，[出生日期]出生）原任[機關][單位][職稱]，自 [到職日]至 [離職日]在職，業已離職。\n本證明供[用途]之用。',
    en: 'This is to certify that [name] (ID number [ID number], born on [date of birth]) was employed at [agency] as [job title] from [since] to [until] and has left.\nPurpose: [purpose]',
  },
  'certificate.template.employment': {
    zh: '茲證明[姓名]（身分證統一編號 [身分證統一編號]，[出生日期]出生）現任[機關][單位][職稱]，自 [到職日]起在職。\n本證明供[用途]之用。',
    en: 'This is to certify that [name] (ID number [ID number], born on [date of birth]) has been employed at [agency] as [job title] since [since].\nPurpose: [purpose]',
  },
  'certificate.template.now': { zh: '目前的內容（第 {version} 版）', en: 'The text as it is now (version {version})' },
  'certificate.template.hint': {
    zh: '可用的欄位：{fields}。整行的欄位都沒有資料時，該行不會印出。',
    en: 'Fields: {fields}. A line whose fields are all blank is not printed.',
  },
  'certificate.template.lead': {
    zh: '這是本機關證明書的內容。變更後製作的證明才會使用新的內容。',
    en: 'What the certificates of this agency say. A change holds for those that are prepared afterwards.',
  },
  'certificate.template.of': { zh: '{kind}的內容', en: 'Text: {kind}' },
  'certificate.template.save': { zh: '儲存', en: 'Save' },
  'certificate.template.service': {
    zh: '茲證明[姓名]（身分證統一編號 [身分證統一編號]，[出生日期]出生）在[機關]服務，經歷如下：\n[服務經歷]\n本證明供[用途]之用。',
    en: 'This is to certify that [name] (ID number [ID number], born on [date of birth]) served at [agency]:\n[posts]\nPurpose: [purpose]',
  },
  'certificate.template.title': { zh: '證明書的內容', en: 'Texts of certificates' },
  'certificate.term': { zh: '{from}至 {until}', en: '{from} to {until}' },
  'certificate.term-open': { zh: '{from}起', en: 'since {from}' },
  'certificate.term-until': { zh: '至 {until}', en: 'until {until}' },
  'certificate.title': { zh: '證明書', en: 'Certificates' },
} as const satisfies Sentences &
  Record<
    | CertificateRefusal
    | `certificate.${`field.${CertificateField}` | `${'kind' | 'template'}.${CertificateKind}`}`
    | `certificate.state.${CertificateState}`,
    Sentence
  >
