import type { Sentences } from '../sentences.ts'

export const passkey = {
  'passkey.add': { zh: '新增通行金鑰', en: 'Add a passkey' },
  'passkey.added': { zh: '新增時間', en: 'Added' },
  'passkey.backed-up': { zh: '會同步到您的其他裝置', en: 'Shared with your other devices' },
  'passkey.button': { zh: '用通行金鑰登入', en: 'Sign in with a passkey' },
  'passkey.how': {
    zh: '通行金鑰存在您的手機、電腦或安全金鑰裡，用指紋、臉部辨識或裝置的 PIN 碼解開，這些都不會送到本站。用它登入不必打密碼；用密碼登入時，它是第二道驗證。',
    en: 'A passkey lives in your phone, computer or security key and is opened by your finger, your face or the device’s PIN, none of which reaches this site. It signs you in without a password, and after a password it is the second factor.',
  },
  'passkey.label': { zh: '名稱', en: 'Name' },
  'passkey.label-hint': {
    zh: '自己能辨認即可，例如「學校的筆電」。',
    en: 'A name you will recognise, such as “laptop at school”.',
  },
  'passkey.lead': {
    zh: '用這個裝置上的指紋、臉部辨識或 PIN 碼登入，不必打密碼。',
    en: 'Sign in by the finger, face or PIN of this device, without a password.',
  },
  'passkey.none': {
    zh: '還沒有通行金鑰。新增後，用指紋或臉部辨識就能登入。',
    en: 'No passkey yet. Add one to sign in with your fingerprint or face.',
  },
  'passkey.not-here': {
    zh: '這個瀏覽器現在不能用通行金鑰：它沒有開啟 JavaScript，或不支援。請換一個瀏覽器，或用別的方式。',
    en: 'This browser cannot use passkeys now: JavaScript is off, or it does not know them. Use another browser, or another way.',
  },
  'passkey.proof': { zh: '用通行金鑰確認', en: 'Confirm with a passkey' },
  'passkey.refused.counter': {
    zh: '這個通行金鑰的使用次數沒有增加，可能有人複製了它，所以不能登入。請改用別的方式登入，移除這個通行金鑰，再重新新增。',
    en: 'The count of uses of this passkey did not rise, so somebody may have copied it, and it is refused. Sign in another way, remove it and add a new one.',
  },
  'passkey.refused.late': {
    zh: '這一頁開啟超過 5 分鐘，為了安全已經失效。頁面已更新，請再按一次。',
    en: 'The page was open for more than five minutes and is no longer valid. It is fresh now: press again.',
  },
  'passkey.refused.no-answer': {
    zh: '沒有收到通行金鑰的回答。請確認瀏覽器已開啟 JavaScript，再按一次。',
    en: 'No answer of a passkey came. Make sure that JavaScript is on, and press again.',
  },
  'passkey.refused.not-known': {
    zh: '本站不認得這個通行金鑰。請選別的通行金鑰，或用別的方式登入後，到「我的帳號」新增。',
    en: 'This site does not know that passkey. Choose another one, or sign in another way and add it in your account.',
  },
  'passkey.refused.not-verified': {
    zh: '裝置沒有確認是您本人。請用指紋、臉部辨識或裝置的 PIN 碼解開通行金鑰，再試一次。',
    en: 'The device did not make sure that it is you. Open the passkey by finger, face or the device’s PIN, and try again.',
  },
  'passkey.refused.other-account': {
    zh: '這個通行金鑰屬於另一個帳號。請選您自己的通行金鑰，或改用別的方式。',
    en: 'This passkey belongs to another account. Choose your own, or use another way.',
  },
  'passkey.refused.other-browser': {
    zh: '這個回答來自另一個瀏覽器，或瀏覽器擋下了 cookie。請允許本站的 cookie，在這一頁再按一次。',
    en: 'The answer comes from another browser, or the browser blocks cookies. Allow them for this site and press again on this page.',
  },
  'passkey.refused.other-origin': {
    zh: '這個通行金鑰是在另一個網址用的，本站不接受。請確認網址列是貴機關公布的網址，再試一次。',
    en: 'The passkey was used at another address, so it is refused. Check that the address above is the one your agency announced, and try again.',
  },
  'passkey.refused.other-purpose': {
    zh: '這個回答是給別的用途的，不能用在這裡。請在這一頁再按一次。',
    en: 'The answer was made for another purpose and cannot be used here. Press again on this page.',
  },
  'passkey.refused.removed': {
    zh: '這個通行金鑰已經從帳號移除，不能再用。請用別的方式登入，並從裝置的密碼管理刪除它。',
    en: 'This passkey was removed from the account and no longer works. Sign in another way, and delete it from the passwords of your device.',
  },
  'passkey.refused.replay': {
    zh: '這個回答已經用過，每個只能用一次。請再按一次。',
    en: 'This answer was used before, and each can be used only once. Press again.',
  },
  'passkey.refused.signature': {
    zh: '通行金鑰的簽章有誤，可能在途中遭更改。請再試一次；再次出現時，請告知人事室。',
    en: 'The signature of the passkey is wrong; it may have been changed on the way. Try again, and tell the HR office if it happens again.',
  },
  'passkey.refused.taken': {
    zh: '這個通行金鑰以前登記過。請讓裝置做一個新的，再試一次。',
    en: 'This passkey was registered before. Let the device make a new one, and try again.',
  },
  'passkey.refused.unknown': {
    zh: '收到的回答不是針對這一頁的詢問。請在這一頁再按一次；再次出現時，請告知人事室。',
    en: 'What came does not answer what this page asked. Press again, and tell the HR office if it happens again.',
  },
  'passkey.refused.unreadable': {
    zh: '本站無法辨識裝置的回答。請再試一次；再次出現時，請換一個裝置，或改用別的方式。',
    en: 'The answer of the device cannot be read. Try again; if that does not help, use another device or another way.',
  },
  'passkey.removal-button': { zh: '移除這個通行金鑰', en: 'Remove this passkey' },
  'passkey.removal-lead': {
    zh: '移除後，它不能再登入，其他裝置上用通行金鑰的登入也會立即結束。裝置裡的那一份要另外到裝置的密碼管理刪除。',
    en: 'It will no longer sign you in, and sign-ins by passkey on other devices end at once. Delete its copy on the device there, among the passwords.',
  },
  'passkey.this-one': { zh: '通行金鑰', en: 'Passkey' },
  'passkey.title': { zh: '通行金鑰', en: 'Passkeys' },
  'passkey.to-add': {
    zh: '還沒有：先用別的方式登入，再到「我的帳號」新增。',
    en: 'None yet: sign in another way first, then add one in your account.',
  },
} as const satisfies Sentences
