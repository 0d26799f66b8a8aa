import type { HealthCardRefusal } from '../../domain/ways/health-card.ts'
import type { Sentence, Sentences } from '../sentences.ts'

/** Hole: `code`, what the verifier said. */
const refusals = {
  'health-card.refused.answer': {
    zh: '健保署的驗證服務有回應，但內容不完整或說的不是這一次，所以沒有採用。請再試一次；仍無法解決時，請改用別的方式，並告知人事室。',
    en: 'The verifier of health cards answered incompletely or about something else, so it was not relied on. Try again; if that fails, use another way and tell the HR office.',
  },
  'health-card.refused.blank': {
    zh: '沒有收到健保卡元件的回答。健保卡要由瀏覽器與元件溝通，請開啟 JavaScript、重新整理這一頁，再按一次；或改用別的方式。',
    en: 'No answer of the component came with the form. The browser talks to it by JavaScript: turn that on, reload this page and press again; or use another way.',
  },
  'health-card.refused.cancelled': {
    zh: '健保署說這張健保卡已經註銷或不能使用。換過卡時請用新卡；沒有換過，請洽健保署。（代碼 {code}）',
    en: 'The health insurance administration says that this card was cancelled or is not valid. Use the new card if you have one; otherwise ask them. (Code {code})',
  },
  'health-card.refused.closed': {
    zh: '健保卡元件的連線中斷。請把卡片留在讀卡機裡再試一次；仍無法完成時，請重新啟動元件。',
    en: 'The health card component broke off in the middle. Leave the card in the reader and try again; if that fails, restart the component.',
  },
  'health-card.refused.garbled': {
    zh: '健保卡元件的回答無法辨識，可能是版本太舊，或連接埠上是別的程式。請更新元件（版號 0011 或 1001）後再試一次。',
    en: 'The answer of the health card component cannot be read: it is too old, or another program sits on its port. Update it (0011 or 1001) and try again.',
  },
  'health-card.refused.http': {
    zh: '這臺電腦上有健保卡元件，但它拒絕回答本站。請更新元件後再試一次；仍無法解決時，請把這個網址告知人事室。',
    en: 'There is a health card component on this computer, but it refuses to answer this site. Update it and try again; if that fails, tell the HR office.',
  },
  'health-card.refused.locked': {
    zh: '健保署把這張健保卡的註冊鎖住了，通常是密碼錯太多次。請到健保署網站或各地分區業務組解鎖；在那之前請改用別的方式。（代碼 {code}）',
    en: 'The registration of this card is locked, usually after too many wrong passwords. Have the health insurance administration unlock it; until then use another way. (Code {code})',
  },
  'health-card.refused.name': {
    zh: '健保卡元件有在執行，但這臺電腦找不到 iccert.nhi.gov.tw 這個名稱：缺少安裝時寫入 hosts 檔的那一行。請用系統管理員身分重新安裝元件。',
    en: 'The health card component runs, but this computer does not know the name iccert.nhi.gov.tw: the line of the set-up in the hosts file is missing. Install the component again as administrator.',
  },
  'health-card.refused.none': {
    zh: '這臺電腦沒有健保卡元件回答。元件沒有安裝或沒有啟動、它的憑證未受信任、瀏覽器不讓本站連到這臺電腦，都會這樣。請用下面的檢查找出是哪一種，或改用別的方式。',
    en: 'No health card component answers on this computer. It is missing or not running, its certificate is not trusted, or the browser keeps this site from reaching it. The check below tells which; or use another way.',
  },
  'health-card.refused.not-registered': {
    zh: '這張健保卡還沒有在健保署網站註冊密碼。請先用這張卡片到健保署網站註冊，再回來登入。（代碼 {code}）',
    en: 'No password is registered for this card yet. Register one with this card on the site of the health insurance administration, then come back. (Code {code})',
  },
  'health-card.refused.other': {
    zh: '健保署回報了我們不認得的錯誤，沒有完成。請再試一次；仍無法解決時，請把代碼告知人事室。（代碼 {code}）',
    en: 'The health insurance administration reported an error we do not know; nothing was done. Try again; if that fails, tell the HR office the code. (Code {code})',
  },
  'health-card.refused.password': {
    zh: '健保卡註冊密碼錯誤。它是在健保署網站註冊時自己設的，不是 PIN 碼，也不是本站的密碼。請再試一次；忘記了，請到健保署網站重設。（代碼 {code}）',
    en: 'The registered password is wrong. It is the one you chose on the site of the health insurance administration, neither a PIN nor the password of this site. Try again, or reset it there. (Code {code})',
  },
  'health-card.refused.password-blank': {
    zh: '沒有填健保卡註冊密碼。請填好，再按一次。',
    en: 'The registered password is blank. Type it and press again.',
  },
  'health-card.refused.permission': {
    zh: '瀏覽器不准本站連到這臺電腦上的程式。請按網址列左邊的圖示，把「連線到這部裝置上的應用程式」改成允許，再試一次。',
    en: 'The browser does not let this site reach programs on this computer. Press the icon left of the address, allow access to apps on this device, and try again.',
  },
  'health-card.refused.signature': {
    zh: '健保署說這次的簽章有誤，無法確認是這張卡片。請重新插卡再試一次；仍無法解決時，請更新元件。（代碼 {code}）',
    en: 'The health insurance administration says that the signature does not fit, so the card is not confirmed. Insert it again and retry; if that fails, update the component. (Code {code})',
  },
  'health-card.refused.time-out': {
    zh: '健保卡元件太久沒有回答。請確認讀卡機的燈有亮、沒有別的程式在用卡片，再試一次；瀏覽器詢問是否允許時，請按允許。',
    en: 'The health card component took too long. Check that the light of the reader is on and no other program uses the card, and try again; if the browser asks for permission, allow it.',
  },
  'health-card.refused.unreachable': {
    zh: '現在連不上健保署的驗證服務，不是您的操作錯誤。請過幾分鐘再試，或改用別的方式。',
    en: 'The verifier of health cards cannot be reached now; it is nothing you did. Try again in some minutes, or use another way.',
  },
} as const satisfies Record<HealthCardRefusal, Sentence>

export const healthCard = {
  ...refusals,
  'health-card.bound-at': { zh: '登記時間', en: 'Registered' },
  'health-card.looking': {
    zh: '正在找這臺電腦的健保卡元件。瀏覽器如果問要不要允許，請按允許。',
    en: 'Looking for the component on this computer. If the browser asks for permission, allow it.',
  },
  'health-card.no-script': {
    zh: '健保卡要由瀏覽器與元件溝通，需要 JavaScript，現在沒有開啟。請開啟 JavaScript 後重新整理這一頁，或改用不需要卡片的方式。',
    en: 'The browser talks to the health card component by JavaScript, which is off. Turn it on and reload this page, or use a way that needs no card.',
  },
  'health-card.password': { zh: '健保卡註冊密碼', en: 'Registered password of the health card' },
  'health-card.password-blank': { zh: '請輸入健保卡註冊密碼。', en: 'Type the registered password.' },
  'health-card.password-hint': {
    zh: '您在健保署網站註冊健保卡時設的密碼，不是 PIN 碼。',
    en: 'The one you chose when you registered the card with the health insurance administration; no PIN.',
  },
  'health-card.reading': { zh: '正在讀健保卡，請不要抽出。', en: 'Reading the card; leave it in the reader.' },
  'health-card.refused.bound-elsewhere': {
    zh: '這張健保卡已經登記在別的帳號。請確認是您自己的卡片；若是，請告知人事室。',
    en: 'This health card is registered for another account. Make sure that it is yours; if it is, tell the HR office.',
  },
  'health-card.refused.late': {
    zh: '這一頁開啟超過 5 分鐘，為了安全已經失效。頁面已更新，請再輸入密碼一次。',
    en: 'The page was open for more than five minutes and is no longer valid. It is fresh now: type the password again.',
  },
  'health-card.refused.not-bound': {
    zh: '這張健保卡還沒有登記。帳號還沒啟用，請到「啟用帳號」用它啟用；已經啟用，請先用別的方式登入，再到「我的帳號」登記。',
    en: 'This health card is not registered. If your account waits to be activated, activate it with this card; otherwise sign in another way and register it in your account.',
  },
  'health-card.refused.not-yours': {
    zh: '這不是您登記的健保卡。請用您自己登記的那一張，或改用別的方式。',
    en: 'This is not the health card you registered. Use your own, or another way.',
  },
  'health-card.refused.other-person': {
    zh: '這張健保卡上的身分證統一編號與這個帳號的人事資料不符。請用您自己的健保卡；號碼換過時，請告知人事室。',
    en: 'The ID number on this health card differs from the record of this account. Use your own card; if your number has changed, tell the HR office.',
  },
  'health-card.refused.reissued': {
    zh: '這是您的健保卡，但卡號和登記的不同，應該是換發的新卡。請先用別的方式登入，再到「我的帳號」登記這張；沒有別的方式，請帶證件到人事室領重設密碼的代碼。',
    en: 'This is your health card, but not the one registered: it seems to be a new one. Sign in another way and register it in your account; if you have no other way, show your ID at the HR office and get a code for a new password.',
  },
  'health-card.refused.replay': {
    zh: '這次的讀卡結果已經用過，不能重複使用。請再輸入密碼，重新讀卡。',
    en: 'This answer of the card was used before, and each can be used only once. Type the password and read the card again.',
  },
  'health-card.refused.wait': {
    zh: '這張健保卡試了太多次。請在 {time} 以後再試，或改用別的方式。',
    en: 'This health card was tried too often. Try again after {time}, or use another way.',
  },
  'health-card.self-test': { zh: '檢查這臺電腦的健保卡元件', en: 'Check the health card component of this computer' },
  'health-card.sending': { zh: '正在送出，請稍候。', en: 'Sending; one moment.' },
  'health-card.signing': {
    zh: '正在請健保署認卡，請不要抽出卡片，可能要半分鐘。',
    en: 'The card is being recognised by the health insurance administration; leave it in. This may take half a minute.',
  },
} as const satisfies Sentences
