import type { MobileIdRefusal } from '../../domain/ways/mobile-id-codes.ts'
import type { Sentence, Sentences } from '../sentences.ts'

/** Hole of what the service said: `code`, the number its app shows. */
const refusals = {
  'mobile-id.refused.answer': {
    zh: '行動自然人憑證的平臺有回應，但內容不完整，所以沒有採用。請再試一次；仍無法解決時，請改用別的方式。',
    en: 'The mobile certificate service answered, but incompletely, so it was not relied on. Try again; if that fails, use another way.',
  },
  'mobile-id.refused.app': {
    zh: '手機上的 App 沒有完成簽章。請關閉 App 重新開啟，再試一次；仍無法解決時，請更新 App。（代碼 {code}）',
    en: 'The app on the phone could not sign. Close it, open it again and retry; if that fails, update it. (Code {code})',
  },
  'mobile-id.refused.cancelled': {
    zh: '手機上按了取消，所以沒有完成。如果不是您按的，請看看是不是別人在用您的身分證統一編號。（代碼 {code}）',
    en: 'It was refused on the phone, so nothing was done. If it was not you who refused, somebody else may have tried your ID number. (Code {code})',
  },
  'mobile-id.refused.checksum': {
    zh: '平臺的回應沒有通過核對，可能在途中遭更改，所以沒有採用。請再試一次；再次出現時，請告知人事室。',
    en: 'The answer of the service failed our check and may have been changed on the way, so it was not relied on. Try again, and tell the HR office if it happens again.',
  },
  'mobile-id.refused.expired': {
    zh: '時間到了，手機還沒有確認。請把手機準備好，再試一次。（代碼 {code}）',
    en: 'The time was over before the phone confirmed. Have the phone ready and try again. (Code {code})',
  },
  'mobile-id.refused.id-number': {
    zh: '平臺不接受這個身分證統一編號的格式。請檢查英文字母和 9 個數字，再試一次。（代碼 {code}）',
    en: 'The service does not take an ID number of this form. Check the letter and the nine digits and try again. (Code {code})',
  },
  'mobile-id.refused.no-device': {
    zh: '這個身分證統一編號沒有綁定手機。請先在「行動自然人憑證」App 裡綁定這支手機，或改用別的方式。（代碼 {code}）',
    en: 'No phone is bound to this ID number. Bind your phone in the app first, or use another way. (Code {code})',
  },
  'mobile-id.refused.other': {
    zh: '平臺回報了我們不認得的錯誤，沒有完成。請再試一次；仍無法解決時，請把代碼告知人事室。（代碼 {code}）',
    en: 'The service reported an error we do not know; nothing was done. Try again; if that fails, tell the HR office the code. (Code {code})',
  },
  'mobile-id.refused.other-device': {
    zh: '確認的不是這個身分證統一編號綁定的手機。請改用綁定的那一支，或在 App 裡重新綁定。（代碼 {code}）',
    en: 'The phone is not the one bound to this ID number. Use the bound one, or bind this one in the app. (Code {code})',
  },
  'mobile-id.refused.other-person': {
    zh: '手機上確認的人和這個身分證統一編號不是同一位，所以沒有採用。請用您自己的手機再試一次。',
    en: 'Whoever confirmed on the phone is not the person with this ID number, so it was not relied on. Try again with your own phone.',
  },
  'mobile-id.refused.platform': {
    zh: '行動自然人憑證的平臺暫時有問題，不是您的操作錯誤。請過幾分鐘再試，或改用別的方式。（代碼 {code}）',
    en: 'The mobile certificate service has trouble; it is nothing you did. Try again in some minutes, or use another way. (Code {code})',
  },
  'mobile-id.refused.push': {
    zh: '通知送不到手機。請確認手機有網路、App 可以收通知，再試一次；或改用 QR 碼。（代碼 {code}）',
    en: 'The phone could not be notified. Check that it is online and lets the app notify you, and try again; or use the QR code. (Code {code})',
  },
  'mobile-id.refused.reopen-app': {
    zh: '通知找不到這支手機。請開啟 App 一次再試；或改用 QR 碼。（代碼 {code}）',
    en: 'The notice did not find the phone. Open the app once and try again; or use the QR code. (Code {code})',
  },
  'mobile-id.refused.set-up': {
    zh: '本站和平臺之間的設定有誤，不是您的操作錯誤。請改用別的方式，並把代碼告知人事室。（代碼 {code}）',
    en: 'Something between this site and the service is set up wrongly; it is nothing you did. Use another way and tell the HR office the code. (Code {code})',
  },
  'mobile-id.refused.unknown-person': {
    zh: '這個身分證統一編號還沒有申請行動自然人憑證。請檢查有沒有打錯，或先在 App 裡申請；也可以改用別的方式。（代碼 {code}）',
    en: 'This ID number has no mobile certificate yet. Check the number, or apply for one in the app; or use another way. (Code {code})',
  },
  'mobile-id.refused.unreachable': {
    zh: '現在連不上行動自然人憑證的平臺。如果手機收到通知，請不要理會；過幾分鐘再試，或改用別的方式。',
    en: 'The mobile certificate service cannot be reached. If the phone shows a request, ignore it; try again in some minutes, or use another way.',
  },
  'mobile-id.refused.used': {
    zh: '這次的 QR 碼或通知已經用過，不能重複使用。請重新開始。（代碼 {code}）',
    en: 'This QR code or notice was used before, and each can be used only once. Start again. (Code {code})',
  },
} as const satisfies Record<MobileIdRefusal, Sentence>

export const mobileId = {
  ...refusals,
  'mobile-id.app': { zh: '在這支手機上開啟 App', en: 'Open the app on this phone' },
  'mobile-id.app-hint': {
    zh: '在 App 裡確認後回到這一頁。如果沒有自動回來，請自己切回瀏覽器。',
    en: 'Confirm in the app, then come back to this page. If it does not bring you back, switch to the browser yourself.',
  },
  'mobile-id.back': { zh: '改用別的方式', en: 'Use another way' },
  'mobile-id.by-app': { zh: '我正在用這支手機，直接開 App', en: 'I am on that phone: open the app' },
  'mobile-id.by-page': { zh: '到內政部的頁面確認', en: 'Confirm on the ministry’s page' },
  'mobile-id.by-page-unnamed': {
    zh: '到內政部的頁面確認（證號在那裡填）',
    en: 'Confirm on the ministry’s page (type the number there)',
  },
  'mobile-id.by-push': { zh: '通知我的手機', en: 'Notify my phone' },
  'mobile-id.by-scan': { zh: '改用 QR 碼', en: 'Use a QR code' },
  'mobile-id.check-again': { zh: '手機已經確認，再看一次', en: 'I have confirmed: check again' },
  'mobile-id.code': {
    zh: '手機上顯示的代碼必須和這裡相同，才可以按同意：',
    en: 'Agree only if the phone shows the same code as here:',
  },
  'mobile-id.hint.activation': {
    zh: '人事櫃檯：啟用帳號。代碼 {code}',
    en: 'Personnel Desk: activate account. Code {code}',
  },
  'mobile-id.hint.binding': {
    zh: '人事櫃檯：登記這支手機。代碼 {code}',
    en: 'Personnel Desk: register phone. Code {code}',
  },
  'mobile-id.hint.correction': {
    zh: '人事櫃檯：簽署校正申請。代碼 {code}',
    en: 'Personnel Desk: sign a correction. Code {code}',
  },
  'mobile-id.hint.proof': {
    zh: '人事櫃檯：重新確認身分。代碼 {code}',
    en: 'Personnel Desk: prove it is you. Code {code}',
  },
  'mobile-id.hint.recovery': {
    zh: '人事櫃檯：重設密碼。代碼 {code}',
    en: 'Personnel Desk: set a new password. Code {code}',
  },
  'mobile-id.hint.sign-in': { zh: '人事櫃檯：登入。代碼 {code}', en: 'Personnel Desk: sign in. Code {code}' },
  'mobile-id.id-number': { zh: '身分證統一編號', en: 'ID number' },
  'mobile-id.id-number-hint': {
    zh: '只用來請您的手機確認，結束後就刪除。',
    en: 'Used only to ask your phone, and deleted when that is over.',
  },
  'mobile-id.page': { zh: '到內政部的頁面確認', en: 'Confirm on the ministry’s page' },
  'mobile-id.page-hint': {
    zh: '按下面的按鈕，就到內政部行動自然人憑證的網站。在那裡填身分證統一編號，用手機確認，完成後會送您回來。',
    en: 'The button takes you to the ministry’s site for mobile certificates. Type your ID number there and confirm with the phone; then you are sent back here.',
  },
  'mobile-id.page-time': {
    zh: '請用同一個瀏覽器，{minutes} 分鐘內完成。',
    en: 'Use the same browser, and finish within {minutes} minutes.',
  },
  'mobile-id.pause': { zh: '暫停自動更新', en: 'Stop checking automatically' },
  'mobile-id.paused': {
    zh: '自動更新已暫停。請在 {time} 以前於手機上確認，再按「手機已經確認，再看一次」。',
    en: 'Automatic checking is off. Confirm on the phone before {time}, then choose “I have confirmed: check again”.',
  },
  'mobile-id.push-hint': {
    zh: '已經通知您的手機。請開啟通知，核對代碼後按同意。',
    en: 'Your phone was notified. Open the notice, compare the code and agree.',
  },
  'mobile-id.qr': { zh: '給「行動自然人憑證」App 掃描的 QR 碼', en: 'QR code for the app of the mobile certificate' },
  'mobile-id.refused.not-bound': {
    zh: '這支手機的憑證還沒有登記。帳號還沒啟用，請到「啟用帳號」用這支手機啟用；已經啟用，請先用別的方式登入，再到「我的帳號」登記。',
    en: 'The certificate of this phone is not registered. If your account waits to be activated, activate it with this phone; otherwise sign in another way and register it in your account.',
  },
  'mobile-id.refused.not-yours': {
    zh: '確認的手機不是您登記的那一支。請用您登記的手機，或改用別的方式。',
    en: 'The phone that confirmed is not the one you registered. Use your own, or another way.',
  },
  'mobile-id.refused.over': {
    zh: '這次的手機確認已經結束。請在這一頁重新開始。',
    en: 'This request to the phone has ended. Start again on this page.',
  },
  'mobile-id.refused.wait': {
    zh: '請手機確認太多次了。請在 {time} 以後再試，或改用別的方式；若只是通知太多次，QR 碼還可以用。',
    en: 'Phones were asked too often. Try again after {time}, or use another way; if only notices were too many, the QR code still works.',
  },
  'mobile-id.resume': { zh: '恢復自動更新', en: 'Check automatically again' },
  'mobile-id.scan-hint': {
    zh: '開啟手機上的「行動自然人憑證」App，掃描這個 QR 碼，核對代碼後按同意。',
    en: 'Open the mobile certificate app on your phone, scan this QR code, compare the code and agree.',
  },
  'mobile-id.to-page': { zh: '前往內政部的頁面', en: 'Go to the ministry’s page' },
  'mobile-id.other-page': {
    zh: '這一頁會自動重新整理。如果出現別的頁面，請按「上一頁」或重新開啟這個網址，要求會繼續等候。',
    en: 'This page reloads by itself. If another page appears, go Back or load this address again: the request goes on.',
  },
  'mobile-id.unreachable': {
    zh: '剛才連不上行動自然人憑證的平臺，本站會再試。請先在手機上確認；若一直如此，請改用別的方式。',
    en: 'The mobile certificate service could not be reached just now; this site tries again. Confirm on the phone as usual, and use another way if this stays.',
  },
  'mobile-id.waiting': { zh: '等候手機確認', en: 'Waiting for your phone' },
  'mobile-id.waiting-hint': {
    zh: '請在 {time} 以前於手機上確認；確認後，這一頁會自動前往下一步。',
    en: 'Confirm on the phone before {time}; this page then goes on by itself.',
  },
} as const satisfies Sentences
