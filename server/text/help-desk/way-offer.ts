import type { Sentences } from '../sentences.ts'

export const wayOffer = {
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
  'way-offer.why.no-authority': {
    zh: '沒有信任任何有效的自然人憑證機構，所有卡片都無法使用。請加入憑證機構。',
    en: 'No valid authority of citizen cards is trusted, so every card is refused. Add one.',
  },
  'way-offer.why.no-health-card-verifier': {
    zh: '沒有驗證健保卡的服務。請設定 NHI_VERIFIER_URL 和 NHI_VERIFIER_TOKEN。',
    en: 'There is no service that verifies health cards. Set NHI_VERIFIER_URL and NHI_VERIFIER_TOKEN.',
  },
  'way-offer.why.no-host-name': {
    zh: '通行金鑰需要網域名稱，IP 位址不行。請在 BASE_URL 用網域名稱。',
    en: 'Browsers make no passkeys for an IP address. Use a host name in BASE_URL.',
  },
  'way-offer.why.no-https': {
    zh: '網站不是 https 時，瀏覽器不提供通行金鑰。請用 https，並寫在 BASE_URL。',
    en: 'Browsers make no passkeys without https. Use https, and say so in BASE_URL.',
  },
  'way-offer.why.no-list': {
    zh: '沒有任何憑證機構的廢止清冊在有效期間內，所有卡片都無法使用。請設定 CRL_URLS 或 CRL_FOLDER，並檢查清冊。',
    en: 'No authority has a revocation list that is up to date, so every card is refused. Set CRL_URLS or CRL_FOLDER and look at the lists.',
  },
  'way-offer.why.no-mail': {
    zh: '沒有郵件伺服器。請設定 SMTP_URL 和 MAIL_FROM。',
    en: 'There is no mail server. Set SMTP_URL and MAIL_FROM.',
  },
  'way-offer.why.no-phone-service': {
    zh: '沒有連上行動自然人憑證服務。請設定 FIDO_URL、FIDO_SP_SERVICE_ID 和 FIDO_KEY。',
    en: 'The mobile certificate service is not connected. Set FIDO_URL, FIDO_SP_SERVICE_ID and FIDO_KEY.',
  },
} as const satisfies Sentences
