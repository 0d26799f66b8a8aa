import type { Sentences } from '../sentences.ts'

/** What is wrong with the settings of an installation, for its operator. */
export const config = {
  'config.base-url-needed': {
    zh: 'HOST 是 {host}，所以要在 BASE_URL 寫明大家在瀏覽器輸入的網址。',
    en: 'HOST is {host}, so BASE_URL must say the address people type into the browser.',
  },
  'config.base-url-signed': {
    zh: 'BASE_URL 的主機名稱只能有字母、數字、點和連字號：卡片會簽署它。',
    en: 'BASE_URL must name the host by letters, digits, dots and hyphens: cards sign it.',
  },
  'config.crl-urls': {
    zh: 'CRL_URLS 要列出廢止清冊的網址，以 http:// 或 https:// 開頭，中間用空白或逗號隔開（網址裡的逗號寫成 %2C）。',
    en: 'CRL_URLS must list addresses of revocation lists that begin with http:// or https://, with blanks or commas between (write %2C for a comma inside an address).',
  },
  'config.database-url': {
    zh: 'DATABASE_URL 必須是 postgresql:// 開頭的網址，密碼裡的特殊字元要用百分號編碼。',
    en: 'DATABASE_URL must be an address that begins with postgresql://, with special characters of the password percent-encoded.',
  },
  'config.demo-only': {
    zh: '{name} 只有在示範和測試時可以更改。',
    en: '{name} can be changed only in the demonstration and in tests.',
  },
  'config.clamd': {
    zh: 'CLAMD 必須是 clamd 的 socket 路徑，以 / 開頭，或者主機和埠號，例如 127.0.0.1:3310。',
    en: 'CLAMD must be the path of the socket of clamd, which begins with /, or a host and a port as “host:port”.',
  },
  'config.evidence-bucket': {
    zh: 'EVIDENCE_S3_BUCKET 只能有小寫字母、數字、點和連字號，3 到 63 個字元。',
    en: 'EVIDENCE_S3_BUCKET must be 3 to 63 lower-case letters, digits, dots and hyphens.',
  },
  'config.fido-key': {
    zh: 'FIDO_KEY 必須是內政部給的 32 位元組金鑰，以 base64 書寫。',
    en: 'FIDO_KEY must be the key of 32 bytes in base64 that the ministry gave.',
  },
  'config.folder-closed': {
    zh: '{name} 指定的資料夾 {folder} 無法讀取（{code}）：請讓執行本服務的使用者可以讀取。',
    en: '{name} is {folder}, which cannot be read ({code}): let the user that runs the service read it.',
  },
  'config.folder-missing': {
    zh: '{name} 指定的資料夾 {folder} 不存在：請建立這個資料夾，或更正設定。',
    en: '{name} is {folder}, but there is no such folder: make it, or correct the setting.',
  },
  'config.folder-no-folder': {
    zh: '{name} 指定的 {folder} 不是資料夾。',
    en: '{name} must be a folder, but {folder} is not one.',
  },
  'config.folder-read-only': {
    zh: '{name} 需要寫入資料夾 {folder}，但不能寫入（{code}）：請把它交給執行本服務的使用者（chown），或更正設定。',
    en: '{name} needs the folder {folder}, which cannot be written ({code}): give it to the user that runs the service (chown), or correct the setting.',
  },
  'config.health-card-components': {
    zh: 'HEALTH_CARD_COMPONENTS 要列出 http:// 或 https:// 開頭的來源，或 wss:// 開頭的網址，中間用逗號隔開。',
    en: 'HEALTH_CARD_COMPONENTS must list origins that begin with http:// or https://, or addresses that begin with wss://, with commas between.',
  },
  'config.http': {
    zh: '沒有 https，網路上的人都看得到傳送的內容：請在前面放有 https 的代理伺服器並寫進 BASE_URL，或設定 ALLOW_HTTP=yes。',
    en: 'Without https everybody on the network can read what people send: put a proxy with https in front and say so in BASE_URL, or set ALLOW_HTTP=yes.',
  },
  'config.help-contact': {
    zh: '{name} 最多 200 個字。',
    en: '{name} has at most 200 characters.',
  },
  'config.https': {
    zh: '{name} 必須以 https:// 開頭：個人資料會傳送到那裡。',
    en: '{name} must begin with https://: personal data are sent there.',
  },
  'config.keys-inside': {
    zh: 'KEYS_FILE 必須在 {name} 之外，否則複製一個資料夾就同時帶走保險箱和鑰匙。',
    en: 'KEYS_FILE must be outside {name}, or one copied folder would hold the safe and its key.',
  },
  'config.mail-from': {
    zh: 'MAIL_FROM 必須是一個電子郵件地址，例如 desk@school.edu.tw，不含寄件人名稱。',
    en: 'MAIL_FROM must be one plain e-mail address like desk@school.edu.tw, without a name beside it.',
  },
  'config.misspelt': {
    zh: '沒有 {name} 這個設定：是不是 {known}？',
    en: 'There is no setting {name}: is {known} meant?',
  },
  'config.needs': {
    zh: '設定 {name} 時，也要設定 {others}。',
    en: '{name} needs {others} beside it.',
  },
  'config.one-of': { zh: '{name} 只能是 {words} 其中之一。', en: '{name} must be one of {words}.' },
  'config.origin': {
    zh: '{name} 要寫成 https://hr.example.edu.tw 這樣的來源，不含路徑、查詢字串或使用者。',
    en: '{name} must be an origin like https://hr.example.edu.tw, without path, query or user.',
  },
  'config.quoted': {
    zh: '{name} 的值帶有引號：請去掉引號，因為有些程式會把它當成值的一部分。',
    en: 'The value of {name} is in quotation marks: leave them out, because some programs take them as part of the value.',
  },
  'config.session-secret': {
    zh: 'SESSION_SECRET 至少要有 32 個字元。',
    en: 'SESSION_SECRET must have at least 32 characters.',
  },
  'config.shared-addresses': {
    zh: 'SHARED_ADDRESSES 的每一項都要寫成「位址=人數」，例如 203.0.113.7=4000 或 203.0.113.0/28=40000，中間用逗號隔開。',
    en: 'SHARED_ADDRESSES must list addresses with the number of people behind each, like 203.0.113.7=4000 or 203.0.113.0/28=40000, with commas between.',
  },
  'config.shared-addresses-people': {
    zh: 'SHARED_ADDRESSES 的人數必須是 300 到 1000000：沒有列出的位址已經以 300 人計算。',
    en: 'The numbers of people in SHARED_ADDRESSES must be from 300 to 1000000: an address that is not listed counts as one of 300 people already.',
  },
  'config.shared-addresses-wide': {
    zh: 'SHARED_ADDRESSES 不可涵蓋整個網際網路：否則所有人的密碼限制都算在一起。請只列出機關對外的位址。',
    en: 'SHARED_ADDRESSES must not cover the internet: the tries of everybody would be counted as those of one place. List the addresses by which your agencies go out.',
  },
  'config.smtp-url': {
    zh: 'SMTP_URL 必須以 smtp:// 或 smtps:// 開頭並寫明主機。',
    en: 'SMTP_URL must begin with smtp:// or smtps:// and name a host.',
  },
  'config.together': {
    zh: '{names} 要一起設定，或都不設定。',
    en: '{names} belong together: set all of them, or none.',
  },
  'config.trust-proxy': {
    zh: 'TRUST_PROXY 要列出您的代理伺服器的位址，例如 127.0.0.1 或 10.0.0.0/8，中間用逗號隔開。',
    en: 'TRUST_PROXY must list the addresses of your proxies, like 127.0.0.1 or 10.0.0.0/8, with commas between.',
  },
  'config.trust-proxy-wide': {
    zh: 'TRUST_PROXY 不可涵蓋整個網際網路：否則人人都能自填位址，密碼的限制就失效了。請只列出您的代理伺服器的位址。',
    en: 'TRUST_PROXY must not cover the internet: everybody could then write the address by which passwords are braked. List the addresses of your proxies only.',
  },
  'config.unknown': {
    zh: '沒有 {name} 這個設定：請更正或刪除；所有設定列在 OPERATING.md。',
    en: 'There is no setting {name}: correct it or take it out; all settings are listed in OPERATING.md.',
  },
  'config.web-address': {
    zh: '{name} 要寫成 http:// 或 https:// 開頭的網址。',
    en: '{name} must be an address that begins with http:// or https://.',
  },
  'config.whole': {
    zh: '{name} 必須是 {min} 到 {max} 的整數。',
    en: '{name} must be a whole number from {min} to {max}.',
  },
} as const satisfies Sentences
