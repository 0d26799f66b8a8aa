import type { Sentences } from './sentences.ts'

/** What a page says at its top, once, about what came before it. */
export const said = {
  'said.account-lock': { zh: '帳號已鎖定。', en: 'The account is locked.' },
  'said.account-locked': {
    zh: '您的帳號已經鎖定，所有裝置都已登出。要恢復使用，請洽人事室。',
    en: 'Your account is locked and signed out everywhere. Ask the HR office to open it again.',
  },
  'said.account-reactivate': { zh: '帳號已恢復使用。', en: 'The account is open again.' },
  'said.account-reactivated': {
    zh: '帳號已恢復使用，並已通知本人。',
    en: 'The account is open again, and its owner was told.',
  },
  'said.account-suspend': { zh: '帳號已停用。', en: 'The account is suspended.' },
  'said.acting-agency': { zh: '已切換代表的機關。', en: 'You now act for the agency you chose.' },
  'said.activated': { zh: '帳號已啟用，您已經登入。', en: 'Your account is active, and you are signed in.' },
  'said.agency-added': { zh: '機關已新增。', en: 'The agency was added.' },
  'said.agency-card-registered': { zh: '機關憑證已登記。', en: 'The agency card is registered.' },
  'said.agency-card-retired': { zh: '機關憑證已停用。', en: 'The agency card can no longer be used.' },
  'said.agency-card-shown': { zh: '機關憑證驗證通過。', en: 'The agency card was verified.' },
  'said.certificate-prepared': {
    zh: '證明已製作，等待人事主管用印。',
    en: 'The certificate was prepared and waits for the seal of the HR chief.',
  },
  'said.certificate-revoked': { zh: '證明已撤銷。', en: 'The certificate was revoked.' },
  'said.certificate-sealed': {
    zh: '證明已用印，並已通知本人。',
    en: 'The certificate was sealed, and the person was told.',
  },
  'said.certificate-template': { zh: '內容已儲存。', en: 'The text was saved.' },
  'said.copy-moved': {
    zh: '履歷表改在這一頁製作，請在這裡選擇。',
    en: 'Résumé forms are made on this page now. Choose here.',
  },
  'said.sensitive-given': { zh: '已給予敏感資料權限。', en: 'The right to sensitive data was given.' },
  'said.sensitive-taken': { zh: '已收回敏感資料權限。', en: 'The right to sensitive data was taken back.' },
  'said.agency-saved': { zh: '機關資料已儲存。', en: 'The agency was saved.' },
  'said.answered': {
    zh: '這一份先前已經送出，未重複執行。',
    en: 'This was sent already; it was not done again.',
  },
  'said.directory-by-name': {
    zh: '這裡只能用姓名查詢，證號和編號不會用來找人。',
    en: 'People are found by name here, and by no number.',
  },
  'said.directory-chosen': { zh: '已列出 {number} 個機關。', en: '{number} agencies are listed.' },
  'said.export-profile-ended': { zh: '匯出設定已刪除。', en: 'The export profile was deleted.' },
  'said.export-profile-saved': { zh: '匯出設定已儲存。', en: 'The export profile was saved.' },
  'said.file-asked': {
    zh: '已開始製作檔案，做好後在這一頁下載。',
    en: 'The file is being made. Download it on this page when it is ready.',
  },
  'said.finding-exempted': { zh: '已列為免處理。', en: 'The warning is listed as needing no action.' },
  'said.finding-listed': { zh: '警告已恢復列出。', en: 'The warning is listed again.' },
  'said.assignment-place': { zh: '已儲存單位和員工編號。', en: 'The unit and the staff number were saved.' },
  'said.assignment-ended': {
    zh: '離職日期已儲存，並已通知本人。',
    en: 'The last day was saved, and the person was told.',
  },
  'said.authority-added': { zh: '憑證機構已加入。', en: 'The authority was added.' },
  'said.authority-removed': { zh: '憑證機構已移除。', en: 'The authority was removed.' },
  'said.batch-applied': {
    zh: '可套用的資料已寫入，每一筆的結果如下。',
    en: 'What could be applied was written. What came of each row is below.',
  },
  'said.batch-begun': {
    zh: '已選取 {number} 人。請填寫內容，試算後才會寫入。',
    en: 'People chosen: {number}. Fill in the values; nothing is written before you have seen a dry run.',
  },
  'said.batch-checked': {
    zh: '試算完成，人事資料尚未變更。',
    en: 'The dry run is done. No record was changed.',
  },
  'said.batch-going-on': {
    zh: '正在背景處理，進度如下。',
    en: 'It goes on in the background; see below how far it is.',
  },
  'said.batch-in-part': {
    zh: '先處理了一部分，其餘請繼續。',
    en: 'A part was done. Go on with the rest.',
  },
  'said.batch-not-so': {
    zh: '這個類別不能這樣整批處理，請另選作業或類別。',
    en: 'This section cannot be changed in a batch in this way. Choose another operation or section.',
  },
  'said.batch-opened': { zh: '已記下使用目的。', en: 'Your purpose was noted.' },
  'said.batch-reversed': {
    zh: '能復原的已復原，每一筆的結果如下。',
    en: 'What could be reversed was reversed. What came of each row is below.',
  },
  'said.card-end-seen': { zh: '已記下您看過這項提醒。', en: 'It was noted that you read this.' },
  'said.card-not-renewed': {
    zh: '新卡片沒有登記。',
    en: 'The new card was not registered.',
  },
  'said.card-renewed': {
    zh: '新卡片已登記，舊的不能再用來登入。',
    en: 'The new card is registered; the old one no longer signs you in.',
  },
  'said.import-begun': {
    zh: '檔案已讀入，人事資料尚未變更。',
    en: 'The file was read. No record was changed.',
  },
  'said.import-columns': {
    zh: '欄位對照已儲存，下次相同格式的檔案直接套用。',
    en: 'The columns were saved; the next file of this kind needs no choice.',
  },
  'said.import-handed-on': {
    zh: '人員已確認，選擇會記住。請填寫檔案裡沒有的內容。',
    en: 'The people are known, and your choices are kept. Fill in what the file does not say.',
  },
  'said.import-people-added': {
    zh: '已新增 {number} 人。沒有新增的人，原因列在「新增人員」。',
    en: 'People added: {number}. Why others were not stands under New people.',
  },
  'said.import-reading': {
    zh: '檔案已收到，正在讀取。人事資料尚未變更。',
    en: 'The file has arrived and is being read. No record was changed.',
  },
  'said.component-set': { zh: '元件設定已儲存。', en: 'The component settings were saved.' },
  'said.confirmation-sent': {
    zh: '確認信已寄出，請到信箱開啟信裡的連結。',
    en: 'The e-mail was sent. Open the link in it to confirm the address.',
  },
  'said.correction-sent': {
    zh: '這件申請在 {time} 已經送出，這一次沒有再送。以下是現在的情形。',
    en: 'This correction was sent at {time} already and was not sent again. This is how it stands now.',
  },
  'said.correction-withdrawn': {
    zh: '這件申請在 {time} 已經撤回，這一次沒有重複處理。',
    en: 'This correction was withdrawn at {time} already; nothing was done this time.',
  },
  'said.decided-by-you': {
    zh: '您在 {time} 已經決定 {number}，這一次沒有重複處理。',
    en: 'You decided {number} already at {time}; nothing was done this time.',
  },
  'said.death-entered': {
    zh: '死亡已登錄，帳號已立即註銷，所有裝置都已登出。',
    en: 'The death was entered; the account is closed and signed out everywhere.',
  },
  'said.departure-entered': {
    zh: '離職已登錄，並已通知本人。',
    en: 'The departure was entered, and the person was told.',
  },
  'said.departure-taken-back': {
    zh: '離職已取消，任職和角色恢復，並已通知本人。',
    en: 'The departure was taken back; assignment and roles go on, and the person was told.',
  },
  'said.departure-taken-back-partly': {
    zh: '離職已取消，並已通知本人。之後有人改過的 {number} 筆資料沒有動，請核對。',
    en: 'The departure was taken back, and the person was told. Entries changed since and left as they are: {number}.',
  },
  'said.deputy-agreed': { zh: '已同意這項代理。', en: 'You agreed to this deputyship.' },
  'said.deputy-ended': { zh: '這項代理已結束。', en: 'The deputyship has ended.' },
  'said.deputy-named': { zh: '代理人已指定，目前的狀態如下。', en: 'The deputy was named. This is how it stands now.' },
  'said.draft-begun': {
    zh: '已開啟一份草稿，送出以前都可以修改。',
    en: 'A draft was opened; it can be changed until you send it.',
  },
  'said.draft-saved': { zh: '草稿已儲存。', en: 'The draft was saved.' },
  'said.duty-assigned': {
    zh: '兼任已登錄，這段期間也任職於該機關，並已通知本人。',
    en: 'The duty was entered. For its days the person is assigned to that agency too, and was told.',
  },
  'said.duty-entered': { zh: '兼任已登錄，並已通知本人。', en: 'The duty was entered, and the person was told.' },
  'said.file-added': { zh: '檔案已加入。', en: 'The file was added.' },
  'said.file-kept': {
    zh: '沒有移除任何檔案：它已經不在，或先前送出時已經簽過。',
    en: 'No file was removed: it is gone already, or was signed when it was sent before.',
  },
  'said.file-removed': { zh: '檔案已移除。', en: 'The file was removed.' },
  'said.file-there': {
    zh: '這個檔案已經在裡面，沒有再加一份。',
    en: 'This file is there already; it was not added again.',
  },
  'said.form-sent': {
    zh: '您在 {time} 已經送出這份表單，這一次沒有重複處理。以下是當時的結果。',
    en: 'You sent this form already at {time}; it was not carried out again. This is what came of it.',
  },
  'said.code-added': { zh: '自訂代碼已新增。', en: 'The local code was added.' },
  'said.calendar-day': { zh: '這一天已儲存。', en: 'The day was saved.' },
  'said.calendar-loaded': { zh: '已依檔案更新 {number} 天。', en: 'Days changed as the file says: {number}.' },
  'said.code-mapped': { zh: '對應代碼已儲存。', en: 'The mapping was saved.' },
  'said.code-ended': { zh: '停用日已儲存。', en: 'The last day was saved.' },
  'said.codes-loaded': { zh: '已依檔案更新 {number} 個代碼。', en: 'Codes changed as the file says: {number}.' },
  'said.guide-published': { zh: '說明已發布。', en: 'The guide was published.' },
  'said.language': { zh: '已改用中文。', en: 'The pages are in English now.' },
  'said.lists-asked': {
    zh: '已要求取得廢止清冊，約兩分鐘內完成。',
    en: 'The revocation lists were asked for; it takes about two minutes.',
  },
  'said.leave-entered': { zh: '已登錄，並已通知本人。', en: 'It was entered, and the person was told.' },
  'said.list-columns': { zh: '欄位已儲存。', en: 'The columns were saved.' },
  'said.list-view-removed': { zh: '條件已刪除。', en: 'The filter was deleted.' },
  'said.list-view-renamed': { zh: '條件已更名。', en: 'The filter was renamed.' },
  'said.list-view-saved': { zh: '條件已儲存。', en: 'The filter was saved.' },
  'said.lock-ended': { zh: '鎖定已解除，並已通知本人。', en: 'The lock has ended, and the person was told.' },
  'said.dispute-ended': { zh: '註記已取消，並已通知本人。', en: 'The mark has ended, and the person was told.' },
  'said.dispute-noted': { zh: '已註記爭議，並已通知人事室。', en: 'Marked as disputed, and HR was told.' },
  'said.dispute-taken-back': { zh: '您的爭議註記已取消。', en: 'Your mark was taken back.' },
  'said.dispute-set': { zh: '已註記為爭議中，並已通知本人。', en: 'Marked as disputed, and the person was told.' },
  'said.lock-set': { zh: '鎖定已生效，並已通知本人。', en: 'The lock is in force, and the person was told.' },
  'said.mail-confirmed': { zh: '這個公務信箱不需要再確認。', en: 'This work e-mail no longer needs to be confirmed.' },
  'said.name-confirmed': { zh: '姓名寫法已確認。', en: 'The spelling of the name was confirmed.' },
  'said.nobody-chosen': {
    zh: '尚未選取任何人。請勾選後再送出。',
    en: 'Nobody was chosen. Tick somebody first.',
  },
  'said.not-sent': {
    zh: '尚未送出：請先更正下列各項。',
    en: 'It was not sent: what is listed below has to be put right first.',
  },
  'said.nothing-changed': { zh: '資料和原來相同，沒有變更。', en: 'Nothing was changed: it is as it was.' },
  'said.notice-acknowledged': { zh: '已記下您閱讀過這份告知事項。', en: 'It was noted that you read this notice.' },
  'said.notices-read': { zh: '所有通知都已標示為已讀。', en: 'All notices are marked as read.' },
  'said.open-already': {
    zh: '這一筆已經有一件申請在辦理，沒有另開一件。',
    en: 'A correction of this entry is under way already; no other one was begun.',
  },
  'said.outages-set': { zh: '登入頁的公告已儲存。', en: 'The notice on the sign-in page was saved.' },
  'said.password-added': {
    zh: '密碼已設定，之後可以用它登入。',
    en: 'The password was set; you can sign in with it from now on.',
  },
  'said.purpose-first': {
    zh: '請先填寫查閱目的；剛才送出的還沒有執行。',
    en: 'Say first what you open the record for; what you sent was not carried out.',
  },
  'said.findings-opened': {
    zh: '已開啟檢誤結果，15 分鐘內有效。列出的人員都看得到查閱紀錄。',
    en: 'The findings are open for 15 minutes. Everybody listed can see that you looked.',
  },
  'said.record-opened': {
    zh: '已開啟人事資料，查閱紀錄本人看得到。',
    en: 'The record is open; the person can see that you looked.',
  },
  'said.photo-removed': {
    zh: '照片已移除，並已通知本人。',
    en: 'The photograph was removed, and the person was told.',
  },
  'said.photo-saved': { zh: '照片已儲存，並已通知本人。', en: 'The photograph was saved, and the person was told.' },
  'said.record-confirmed': { zh: '已記錄您確認資料仍正確。', en: 'It was noted that your details are still right.' },
  'said.record-saved': { zh: '資料已儲存。', en: 'Your record was saved.' },
  'said.recovery-asked': {
    zh: '已提出申請，請另一位人事人員確認。',
    en: 'It was asked for. Another person of HR has to confirm it.',
  },
  'said.recovery-confirmed': {
    zh: '已確認，提出的同仁可以產生代碼了。',
    en: 'It was confirmed; whoever asked can make the code now.',
  },
  'said.return-entered': { zh: '復職已登錄，並已通知本人。', en: 'The return was entered, and the person was told.' },
  'said.recipient-acknowledged': { zh: '已記下對方的回覆。', en: 'Their confirmation was noted.' },
  'said.recipient-told': { zh: '已記下通知。', en: 'It was noted that they were told.' },
  'said.review.accept': {
    zh: '{number} 已同意，資料已更正，並已通知本人。',
    en: 'Correction {number} was accepted and written, and the person was told.',
  },
  'said.review.accept_partly': {
    zh: '{number} 已部分同意，同意的欄位已寫入，並已通知本人。',
    en: 'Correction {number} was accepted in part; what was accepted is written, and the person was told.',
  },
  'said.review.confirm_rejection': {
    zh: '{number} 不同意已定案，並已通知本人。',
    en: 'The rejection of {number} is final, and the person was told.',
  },
  'said.review.decide_by_authority': {
    zh: '{number} 的核定已登錄，資料已更正。',
    en: 'The decision of the authority on {number} was entered and written.',
  },
  'said.review.extend': {
    zh: '{number} 的答覆期限已延長，並已通知本人。',
    en: 'The due day of {number} was moved, and the person was told.',
  },
  'said.review.forward': {
    zh: '{number} 已送請權責機關核定。',
    en: 'Correction {number} was sent on to the authority that decides.',
  },
  'said.review.overturn_rejection': {
    zh: '{number} 已退回承辦人重新審查。',
    en: 'Correction {number} went back to be reviewed again.',
  },
  'said.review.reject': {
    zh: '{number} 擬不同意，已送請人事主管確認。',
    en: 'The rejection of {number} waits for the HR chief to confirm it.',
  },
  'said.review.return': {
    zh: '{number} 已退回，請本人補正。',
    en: 'Correction {number} was returned to be completed.',
  },
  'said.review.release': { zh: '{number} 已交還，等候承辦。', en: 'Correction {number} is back in the queue.' },
  'said.review.take': { zh: '{number} 已由您承辦。', en: 'Correction {number} is yours to review now.' },
  'said.review.waits': {
    zh: '{number} 已同意；資料鎖定中，解除鎖定後才寫入。',
    en: 'Correction {number} was accepted; the record is locked, and it is written when the lock ends.',
  },
  'said.row-deleted': { zh: '這一筆已刪除，並已通知本人。', en: 'The entry was deleted, and the person was told.' },
  'said.row-saved': { zh: '資料已寫入，並已通知本人。', en: 'The entry was written, and the person was told.' },
  'said.row-saved-findings': {
    zh: '資料已寫入，並已通知本人。這一筆有 {number} 項檢誤結果，列在下面。',
    en: 'The entry was written, and the person was told. Rules it breaks: {number}; they are listed below.',
  },
  'said.second-factor-off': { zh: '驗證 App 已移除。', en: 'The authenticator app was removed.' },
  'said.second-factor-on': { zh: '第二道驗證已開啟。', en: 'The second factor is on.' },
  'said.sent': {
    zh: '申請已送出。編號、接下來的步驟和期限如下。',
    en: 'The correction was sent. Its number, the next steps and the due date are below.',
  },
  'said.sessions-ended': { zh: '其他裝置已登出。', en: 'The other devices are signed out.' },
  'said.set-up': {
    zh: '設定完成，您已經以系統管理者登入。',
    en: 'The set-up is done, and you are signed in as the administrator.',
  },
  'said.signed-in-already': {
    zh: '您已經在這個瀏覽器登入，不必再登入一次。',
    en: 'You are signed in already in this browser; there is no need to do it again.',
  },
  'said.signed-out': { zh: '您已經登出。', en: 'You are signed out.' },
  'said.too-many-chosen': {
    zh: '一次最多選取 3000 人，請縮小條件。',
    en: 'At most 3000 people can be chosen at once. Narrow the filter.',
  },
  'said.way-added': { zh: '已登記，之後可以用它登入。', en: 'It is registered; you can sign in with it from now on.' },
  'said.way-blocked': {
    zh: '已停用，不能再用它登入；帳號在所有裝置都已登出，並已通知本人。',
    en: 'It can no longer be used to sign in; the account was signed out everywhere, and its owner was told.',
  },
  'said.way-named': { zh: '名稱已儲存。', en: 'The name was saved.' },
  'said.way-removed': { zh: '已移除，不能再用它登入。', en: 'It was removed and can no longer be used to sign in.' },
  'said.withdrawn': { zh: '申請已撤回。', en: 'The correction was withdrawn.' },
} as const satisfies Sentences
