import type { Sentences } from '../sentences.ts'

/** What administrators see of failures, reports, notices and the card component. */
export const helpDesk = {
  'administration.title': { zh: '讀卡與登入的狀況', en: 'How signing in goes' },
  'check-report.empty': {
    zh: '還沒有人送來檢查報告。有人在「檢查這臺電腦」按「送給資訊人員」，就會列在這裡，留九十天。',
    en: 'No report yet. What people send from the card check is listed here for ninety days.',
  },
  'check-report.none-found': {
    zh: '沒有這個編號。報告只留九十天，請再看一次編號。',
    en: 'No such number. Reports are kept for ninety days; look at the number again.',
  },
  'check-report.refused.too-many': {
    zh: '今天送來的報告太多了，暫時不收。請複製報告交給資訊人員。',
    en: 'Too many reports came today. Copy the report and hand it to your ICT staff.',
  },
  'check-report.send': { zh: '送給資訊人員', en: 'Send to ICT staff' },
  'check-report.sent': { zh: '已經送出', en: 'The report is sent' },
  'check-report.sent-text': {
    zh: '請記下編號，告訴學校的資訊人員；他們看得到剛才的結果。報告留九十天，裡面沒有您的姓名、卡號或憑證。',
    en: 'Note the number and tell your ICT staff; they see the same result. It is kept for ninety days and holds no name, card number or certificate.',
  },
  'check-report.ticket': { zh: '報告編號', en: 'Report number' },
  'check-report.title': { zh: '檢查報告', en: 'Card check reports' },
  'check-report.to-result': { zh: '回到結果', en: 'Back to the result' },
  'component-setting.button': { zh: '儲存', en: 'Save' },
  'component-setting.download': {
    zh: '下載位址（例如學校自己的鏡像）',
    en: 'Download address (such as your school’s mirror)',
  },
  'component-setting.exceptions': { zh: '也算夠新的版本', en: 'Versions that are new enough all the same' },
  'component-setting.exceptions-hint': {
    zh: '數字比最低版本小、其實是新版的，例如 1.3.1；中間空一格。',
    en: 'Newer ones whose number is below the minimum, such as 1.3.1; with spaces between.',
  },
  'component-setting.health-download': {
    zh: '健保卡元件的下載位址',
    en: 'Download address of the health-card component',
  },
  'component-setting.health-sha256': {
    zh: '健保卡元件下載檔的 SHA-256',
    en: 'SHA-256 of the health-card component',
  },
  'component-setting.lead': {
    zh: '比最低版本舊的元件，登入後和檢查時會提醒，不會擋登入。下載位址會放進安裝說明。',
    en: 'A component older than the minimum gives a warning after sign-in and in the check, and keeps nobody out. The download addresses go into the guides.',
  },
  'component-setting.minimum': { zh: '最低版本', en: 'Minimum version' },
  'component-setting.refused.exceptions': {
    zh: '這裡只能放版本，例如 1.3.1，最多二十個。',
    en: 'Only versions belong here, such as 1.3.1; at most twenty.',
  },
  'component-setting.refused.link': {
    zh: '下載位址要以 https:// 或 http:// 開頭。',
    en: 'A download address begins with https:// or http://.',
  },
  'component-setting.refused.sha256': {
    zh: 'SHA-256 是 64 個十六進位的字，請再看一次。',
    en: 'SHA-256 is 64 hexadecimal digits. Look again.',
  },
  'component-setting.refused.version': {
    zh: '版本是數字和點，例如 1.3.4.103328。',
    en: 'A version is numbers and dots, such as 1.3.4.103328.',
  },
  'component-setting.sha256': { zh: '下載檔的 SHA-256', en: 'SHA-256 of the download' },
  'component-setting.title': { zh: '讀卡元件', en: 'Card component' },
  'failure.by-cause': { zh: '依原因', en: 'By cause' },
  'failure.cause': { zh: '原因', en: 'Cause' },
  'failure.chart': {
    zh: '最近 {days} 天每天失敗次數的長條圖，共 {count} 次，最多的是 {day}，{max} 次。',
    en: 'Bars of failures on each of the last {days} days, {count} in all; most on {day}: {max}.',
  },
  'failure.chart-of': {
    zh: '{cause}：最近 {days} 天共 {count} 次，最多的是 {day}，{max} 次。',
    en: '{cause}: {count} in the last {days} days; most on {day}: {max}.',
  },
  'failure.count': { zh: '次數', en: 'Count' },
  'failure.day': { zh: '日期', en: 'Day' },
  'failure.empty': {
    zh: '這段期間沒有失敗。登入或檢查失敗時，原因、元件版本、瀏覽器和系統會計在這裡，不記是誰。',
    en: 'No failures. Causes, component versions, browsers and systems are counted here, never people.',
  },
  'failure.lead': {
    zh: '最近 {days} 天登入和檢查失敗 {count} 次。只計次數，不記是誰。',
    en: '{count} failures of sign-in and checks in the last {days} days. Counted without people.',
  },
  'failure.most': { zh: '最常見的原因，每天的次數', en: 'The most frequent causes, day by day' },
  'failure.of-cause': { zh: '共 {count} 次，最多的是 {day}，{max} 次', en: '{count}; most on {day}: {max}' },
  'failure.per-day': { zh: '每天的次數', en: 'Count of each day' },
  'failure.place': { zh: '在哪裡', en: 'Where' },
  'failure.place.diagnosis': { zh: '檢查', en: 'Card check' },
  'failure.place.sign-in': { zh: '登入', en: 'Sign-in' },
  'failure.title': { zh: '登入失敗的原因', en: 'Why sign-in fails' },
  'outage.button': { zh: '公告', en: 'Publish' },
  'outage.lead': {
    zh: '某種登入方式不能用的時候，在這裡寫原因和預計恢復的時間，登入頁會顯示。恢復了就清空。',
    en: 'When a way to sign in does not work, say why and until when; the sign-in page shows it. Clear it when it works again.',
  },
  'outage.refused.too-long': {
    zh: '公告最多 {max} 個字，請寫短一點。',
    en: 'A notice has at most {max} characters. Make it shorter.',
  },
  'outage.title': { zh: '登入方式的公告', en: 'Notices on sign-in' },
  'way-offer.lead': {
    zh: '沒有設定好的方式，現在沒有人能用。設定名稱見 OPERATING.md，改了要重新啟動。',
    en: 'Nobody can use a way that is not set up. The settings are named in OPERATING.md; restart after a change.',
  },
  'way-offer.off': { zh: '不能用', en: 'Not usable' },
  'way-offer.on': { zh: '可以用', en: 'Usable' },
  'way-offer.state': { zh: '現在', en: 'Now' },
  'way-offer.title': { zh: '可以用的登入方式', en: 'Ways to sign in' },
  'way-offer.to-do': { zh: '要設定什麼', en: 'What to set' },
  'way-offer.way': { zh: '方式', en: 'Way' },
  'way-offer.way.card': { zh: '自然人憑證', en: 'Citizen card' },
  'way-offer.way.health_card': { zh: '健保卡', en: 'Health card' },
  'way-offer.way.mail': { zh: '用公務信箱找回密碼', en: 'New password by work e-mail' },
  'way-offer.way.passkey': { zh: '通行金鑰', en: 'Passkey' },
  'way-offer.way.password': { zh: '帳號密碼', en: 'Login name and password' },
  'way-offer.way.phone': { zh: '行動自然人憑證', en: 'Mobile certificate (phone)' },
  'way-offer.why.no-authority': {
    zh: '沒有信任任何有效的自然人憑證機構，每張卡都會被拒絕。請加入憑證機構。',
    en: 'No valid authority of citizen cards is trusted, so every card is refused. Add one.',
  },
  'way-offer.why.no-health-card-verifier': {
    zh: '沒有查驗健保卡的服務。請設定 NHI_VERIFIER_URL 和 NHI_VERIFIER_TOKEN。',
    en: 'There is no service that verifies health cards. Set NHI_VERIFIER_URL and NHI_VERIFIER_TOKEN.',
  },
  'way-offer.why.no-host-name': {
    zh: '通行金鑰需要網域名稱，IP 位址不行。請在 BASE_URL 用網域名稱。',
    en: 'Browsers make no passkeys for an IP address. Use a host name in BASE_URL.',
  },
  'way-offer.why.no-https': {
    zh: '不是 https 的網站，瀏覽器不讓人用通行金鑰。請用 https，並寫在 BASE_URL。',
    en: 'Browsers make no passkeys without https. Use https, and say so in BASE_URL.',
  },
  'way-offer.why.no-list': {
    zh: '沒有一個憑證機構的廢止清冊還在有效期間，每張卡都會被拒絕。請設定 CRL_URLS 或 CRL_FOLDER，並查看清冊。',
    en: 'No authority has a revocation list in date, so every card is refused. Set CRL_URLS or CRL_FOLDER and look at the lists.',
  },
  'way-offer.why.no-mail': {
    zh: '沒有郵件伺服器。請設定 SMTP_URL 和 MAIL_FROM。',
    en: 'There is no mail server. Set SMTP_URL and MAIL_FROM.',
  },
  'way-offer.why.no-phone-service': {
    zh: '沒有連上行動自然人憑證服務。請設定 FIDO_URL、FIDO_SP_SERVICE_ID 和 FIDO_KEY。',
    en: 'TW FidO is not connected. Set FIDO_URL, FIDO_SP_SERVICE_ID and FIDO_KEY.',
  },
} as const satisfies Sentences
