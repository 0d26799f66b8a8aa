import type { TrustRefusal } from '../../domain/card/refusal.ts'
import type { Sentence, Sentences } from '../sentences.ts'

/** The page of the authorities whose cards are taken. Why one or its list is refused stands in card.ts. */
export const trust = {
  'trust.add.button': { zh: '加入', en: 'Add' },
  'trust.add.lead': {
    zh: '從憑證機構的網站下載憑證後上傳。先加入根憑證（GRCA），再加入發卡機關的憑證（MOICA、GCA、XCA）。',
    en: 'Download the certificate from the site of its authority and upload it. Add the anchor (GRCA) first, then those that issue cards (MOICA, GCA, XCA).',
  },
  'trust.add.title': { zh: '加入憑證機構', en: 'Add an authority' },
  'trust.check.title': { zh: '核對指紋', en: 'Compare the fingerprint' },
  'trust.compared': {
    zh: '我已經向這個機構核對過指紋，一字不差',
    en: 'I compared the fingerprint with the authority, and every digit is the same',
  },
  'trust.empty': {
    zh: '尚未加入憑證機構，目前無法以卡片登入。請先加入根憑證。',
    en: 'The authorities whose cards are accepted are listed here. There is none yet, so nobody can sign in by card. Add an anchor first.',
  },
  'trust.fetch.refused': { zh: '沒有採用，沿用舊的清冊', en: 'Not accepted; the old list stays' },
  'trust.fetch.taken': { zh: '採用第 {number} 號', en: 'Number {number} accepted' },
  'trust.fetches': { zh: '最近的廢止清冊更新', en: 'Latest news of revocation lists' },
  'trust.fetches-none': {
    zh: '還沒有更新過。請在設定裡用 CRL_URLS 或 CRL_FOLDER 說明從哪裡取得清冊。',
    en: 'There was none yet. Say in CRL_URLS or CRL_FOLDER of the configuration where lists come from.',
  },
  'trust.file': { zh: '憑證檔案', en: 'Certificate' },
  'trust.file-hint': {
    zh: '.cer、.crt 或 .pem，DER 或 PEM 都可以，最大 {size} KB。',
    en: 'A .cer, .crt or .pem file, DER or PEM, at most {size} KB.',
  },
  'trust.fingerprint': { zh: 'SHA-256 指紋', en: 'SHA-256 fingerprint' },
  'trust.from': { zh: '生效', en: 'Valid from' },
  'trust.grace': {
    zh: '設定了寬限：廢止清冊過期後 {hours} 小時內，卡片還可以登入，但不能簽章。每次使用都會記入稽核紀錄。',
    en: 'Grace is set: for {hours} hours after a list has ended, cards may still sign in, but not sign. Each use is kept in the audit log.',
  },
  'trust.imported': {
    zh: '採用了 {anchors} 個根憑證、{issuers} 個發卡機關、{lists} 份廢止清冊。',
    en: 'Accepted: {anchors} anchors, {issuers} issuers of cards, {lists} revocation lists.',
  },
  'trust.key': { zh: '金鑰 {key}…', en: 'Key {key}…' },
  'trust.lead': {
    zh: '本站只接受這些機構發的卡片。同名的機構以金鑰分世代；每一代要有自己的廢止清冊。',
    en: 'Only cards of these authorities are accepted. Generations of one name are told apart by their keys; each needs a list of its own.',
  },
  'trust.list': { zh: '廢止清冊', en: 'Revocation list' },
  'trust.list.ending': { zh: '一天內到期', en: 'Ends within a day' },
  'trust.list.expired': { zh: '過期，卡片都不能用', en: 'Out of date: no card is accepted' },
  'trust.list.facts': { zh: '第 {number} 號，有效到 {until}', en: 'Number {number}, valid until {until}' },
  'trust.list.fresh': { zh: '有效', en: 'Up to date' },
  'trust.list.grace': { zh: '過期，寬限中：只能登入', en: 'Out of date, in grace: for signing in only' },
  'trust.list.missing': { zh: '沒有', en: 'None' },
  'trust.lists-ask': { zh: '現在取得清冊', en: 'Fetch the lists now' },
  'trust.lists-asked': {
    zh: '已經要求取得清冊，兩分鐘內會開始。過一會兒請重新整理這一頁。',
    en: 'The lists are asked for and will be fetched within two minutes. Reload this page after a while.',
  },
  'trust.lists-tried': {
    zh: '上次嘗試取得清冊：{at}。每小時會自動嘗試一次。',
    en: 'The lists were last tried {at}. It is done every hour.',
  },
  'trust.lists-untried': {
    zh: '還沒有嘗試取得清冊。每小時會自動嘗試一次。',
    en: 'The lists were not tried yet. It is done every hour.',
  },
  'trust.name': { zh: '憑證機構', en: 'Authority' },
  'trust.name.published': { zh: '{title}（{published}）', en: '{title} ({published})' },
  'trust.published': { zh: '公開的指紋', en: 'Published fingerprints' },
  'trust.published-lead': {
    zh: '這些指紋都至少在兩個公開專案裡一致（MOICA G2 只有兩個），可以拿來對照；上線前仍請向憑證機構確認。',
    en: 'Each of these agrees in at least two public projects (MOICA G2 in two only). Compare with them, and still ask the authority before going live.',
  },
  'trust.published-same': { zh: '和公開的 {name} 指紋相同', en: 'The same as that of {name}' },
  'trust.published-unknown': { zh: '不在本站所知的公開指紋裡', en: 'Not among those known here' },
  'trust.read': { zh: '讀取憑證', en: 'Read the certificate' },
  'trust.refused.algorithm': {
    zh: '它的簽章或金鑰方法太舊（至少要 RSA-2048 和 SHA-256）。',
    en: 'Its signature or key is of an old method (RSA-2048 and SHA-256 at least).',
  },
  'trust.refused.authority': {
    zh: '這不是可以發卡並簽署廢止清冊的憑證機構的憑證。',
    en: 'This is no certificate of an authority that may issue cards and lists.',
  },
  'trust.refused.blank': { zh: '請選一個憑證檔案。', en: 'Choose the file of a certificate.' },
  'trust.refused.dates': {
    zh: '這個憑證機構的憑證尚未生效或已經過期。',
    en: 'This certificate of an authority is not valid yet or no longer.',
  },
  'trust.refused.large': {
    zh: '檔案太大：憑證檔案最大 {size} KB。',
    en: 'The file is too large: a certificate file may have at most {size} KB.',
  },
  'trust.refused.late': {
    zh: '檔案送到時，您的登入已經結束，所以沒有收下。請再選一次。',
    en: 'Your sign-in had ended when the file arrived, so it was not accepted. Choose it again.',
  },
  'trust.refused.list-early': {
    zh: '這份廢止清冊的日期在未來。請檢查主機的時間。',
    en: 'This list is dated in the future. Check the clock of this machine.',
  },
  'trust.refused.list-expired': {
    zh: '這份廢止清冊已經過期。請下載最新的完整清冊。',
    en: 'This list is out of date. Download the newest complete one.',
  },

  'trust.refused.list-issuer': {
    zh: '這份廢止清冊不是由已匯入的憑證機構簽的。',
    en: 'None of the imported authorities signed this list.',
  },
  'trust.refused.list-number': {
    zh: '這份廢止清冊比現有的舊，或沒有編號。現有的清冊沒有改變。',
    en: 'This list is older than the one in use, or has no number. The one in use stays.',
  },
  'trust.refused.list-scope': {
    zh: '這不是完整的廢止清冊（只是異動或一部分）。請下載完整清冊。',
    en: 'This list is not a complete one (changes only, or a part). Download the complete list.',
  },
  'trust.refused.not-compared': {
    zh: '請先核對指紋，再勾選這一項。',
    en: 'Compare the fingerprint, then tick this box.',
  },
  'trust.refused.not-here': { zh: '沒有這個指紋的憑證機構。', en: 'No authority has this fingerprint.' },
  'trust.refused.role': { zh: '請選這是哪一種機構。', en: 'Say which kind of authority this is.' },
  'trust.refused.signature': {
    zh: '它的簽章未通過驗證，可能遭更改。請從官方網站重新下載。',
    en: 'Its signature does not verify; it may have been changed. Download it from its official site again.',
  },
  'trust.refused.test-authority': {
    zh: '這是測試用的憑證機構，不能放進正式的系統。',
    en: 'This is an authority for tests, which has no place in a real installation.',
  },
  'trust.refused.unknown-anchor': {
    zh: '它不是由已匯入的根憑證發的。請先匯入它的根憑證。',
    en: 'None of the imported anchors issued it. Import its anchor first.',
  },
  'trust.refused.unreachable': { zh: '這個位址取不到檔案。', en: 'No file was found at this address.' },
  'trust.refused.unreadable': {
    zh: '這不是憑證或廢止清冊，或檔案不完整（要 DER 格式）。請重新下載。',
    en: 'This is no certificate or list, or not a whole one (DER is needed). Download it again.',
  },
  'trust.removal': { zh: '移除', en: 'Remove' },
  'trust.removal.button': { zh: '移除這個機構', en: 'Remove this authority' },
  'trust.removal.lead': {
    zh: '移除以後，它發的卡片即無法登入，也不能簽章。之前的簽章不受影響。',
    en: 'Its cards can neither sign in nor sign from then on. Earlier signatures stay what they are.',
  },
  'trust.removal.title': { zh: '移除憑證機構', en: 'Remove an authority' },
  'trust.role': { zh: '種類', en: 'Kind' },
  'trust.role.agency': { zh: '發機關憑證', en: 'Issues agency cards' },
  'trust.role.citizen': { zh: '發自然人憑證', en: 'Issues citizen cards' },
  'trust.role.root': { zh: '根憑證', en: 'Anchor' },
  'trust.state.ending': { zh: '半年內到期', en: 'Ends within half a year' },
  'trust.state.expired': { zh: '過期', en: 'Expired' },
  'trust.state.unused': { zh: '沒有根憑證，不使用', en: 'Not used: its anchor is missing' },
  'trust.state.valid': { zh: '有效', en: 'Valid' },
  'trust.title': { zh: '憑證機構', en: 'Authorities' },
  'trust.to-list': { zh: '回到憑證機構', en: 'Back to the authorities' },
  'trust.until': { zh: '有效到', en: 'Valid until' },
} as const satisfies Sentences & Record<TrustRefusal, Sentence>
