import type { Notice, NoticeText } from '../../domain/notice/notice.ts'
import type { Sentence } from '../sentences.ts'

/** What stands in inboxes. It names nobody; the holes are those that the notice has. */
export const notice = {
  'notice.account.card-added': {
    zh: '您的帳號登記了一張卡片。若非您本人操作，請到「我的帳號」按「這不是我」。',
    en: 'A card was registered for your account. If that was not you, press “This was not me” in your account.',
  },
  'notice.account.card-blocked': {
    zh: '人事室移除了您帳號的一張卡片，所有登入都結束了。如果您沒有要求，請和人事室聯絡。',
    en: 'HR removed a card from your account, and all sign-ins ended. If you did not ask for that, contact them.',
  },
  'notice.account.card-expires': {
    zh: '您登記的自然人憑證在{day}到期。請先辦理展期或換卡；換了新卡，用新卡登入就能登記。',
    en: 'Your registered citizen card expires on {day}. Renew it before; with a new card just sign in, and it is registered.',
  },
  'notice.account.card-removed': {
    zh: '您的帳號移除了一張卡片。若非您本人操作，請到「我的帳號」按「這不是我」。',
    en: 'A card was removed from your account. If that was not you, press “This was not me” in your account.',
  },
  'notice.account.card-renewed': {
    zh: '您的新卡已登記，舊卡不能再登入。若非您本人操作，請到「我的帳號」按「這不是我」。',
    en: 'Your new card is registered, and the old card stops working. If that was not you, press “This was not me” in your account.',
  },
  'notice.account.certificate-renewed': {
    zh: '您的卡片或手機換了新的憑證，已經自動更新，不用做任何事。',
    en: 'Your card or phone has a new certificate. It was taken over; no action is needed.',
  },
  'notice.account.health-card-added': {
    zh: '您的帳號登記了健保卡。若非您本人操作，請到「我的帳號」按「這不是我」。',
    en: 'A health card was registered for your account. If that was not you, press “This was not me” in your account.',
  },
  'notice.account.health-card-blocked': {
    zh: '人事室移除了您帳號的健保卡，所有登入都結束了。如果您沒有要求，請和人事室聯絡。',
    en: 'HR removed the health card from your account, and all sign-ins ended. If you did not ask for that, contact them.',
  },
  'notice.account.health-card-removed': {
    zh: '您的帳號移除了健保卡。若非您本人操作，請到「我的帳號」按「這不是我」。',
    en: 'The health card was removed from your account. If that was not you, press “This was not me” in your account.',
  },
  'notice.account.idle': {
    zh: '您已很久沒有登入。{day}以前若仍未登入，帳號會停用，須請人事室恢復。',
    en: 'You have not signed in for long. Unless you do before {day}, your account is suspended until HR opens it again.',
  },
  'notice.account.locked-by-owner': {
    zh: '一位同仁鎖定了自己的帳號，會帶證件來請您恢復。',
    en: 'Somebody locked their own account and will come with an ID document to have it opened.',
  },
  'notice.account.mail-confirmed': {
    zh: '您的公務信箱已確認，忘記密碼時，重設密碼的連結會寄到那裡。若非您本人操作，請到「我的帳號」按「這不是我」。',
    en: 'Your work e-mail was confirmed; if you forget the password, the link to set a new one goes there. If that was not you, press “This was not me” in your account.',
  },
  'notice.account.mail-unconfirmed': {
    zh: '您的公務信箱已變更，請到「我的帳號」寄一個連結來確認。確認以前，重設密碼的連結不會寄到那裡。若非您本人操作，請到「我的帳號」按「這不是我」。',
    en: 'Your work e-mail was changed. Send a link from your account to confirm it; until then no link to reset the password is sent there. If that was not you, press “This was not me” in your account.',
  },
  'notice.account.mail-unreachable': {
    zh: '信寄不到您的公務信箱，請檢查地址，並在「我的資料」改正。',
    en: 'Letters do not arrive at your work e-mail. Check the address and correct it in your record.',
  },
  'notice.account.name-confirmed': {
    zh: '人事室確認了您憑證上的姓名，現在可以用它登記。',
    en: 'HR confirmed the name on your certificate, so it can be registered now.',
  },
  'notice.account.new-device': {
    zh: '有人從您沒用過的瀏覽器（{system}，{browser}）用{way}登入您的帳號。若是您本人，不必處理；否則請立即開啟，按「這不是我」。',
    en: 'Somebody signed in to your account from a browser you had not used before ({browser}, {system}; {way}). If it was you, do nothing; if not, open this at once and press “This was not me”.',
  },
  'notice.account.not-me': {
    zh: '一位同仁回報帳號遭他人登入。其他登入已經結束，若有密碼也已更換，請與本人聯絡。',
    en: 'Somebody reports that others used their account. Other sign-ins have ended and a password, if there was one, is changed; please contact them.',
  },
  'notice.account.passkey-added': {
    zh: '您的帳號新增了一個通行金鑰。若非您本人操作，請到「我的帳號」按「這不是我」。',
    en: 'A passkey was added to your account. If that was not you, press “This was not me” in your account.',
  },
  'notice.account.passkey-blocked': {
    zh: '人事室移除了您的一個通行金鑰，它不能再登入，所有登入都結束了。如果您沒有要求，請和人事室聯絡。',
    en: 'The HR office removed one of your passkeys. It no longer signs you in, and all sign-ins ended. If you did not ask for that, contact them.',
  },
  'notice.account.passkey-counter': {
    zh: '有人用您的通行金鑰登入，但它的使用次數沒有增加，可能有複製品，所以沒有接受。請移除這個通行金鑰，重新新增；若非您本人操作，請告知人事室。',
    en: 'One of your passkeys was refused: its count of uses did not rise, so there may be a copy. Remove it and add a new one; if that was not you, tell the HR office.',
  },
  'notice.account.passkey-removed': {
    zh: '您的帳號移除了一個通行金鑰。若非您本人操作，請到「我的帳號」按「這不是我」。',
    en: 'A passkey was removed from your account. If that was not you, press “This was not me” in your account.',
  },
  'notice.account.password-added': {
    zh: '您的帳號設定了密碼。若非您本人操作，請到「我的帳號」按「這不是我」。',
    en: 'A password was set for your account. If that was not you, press “This was not me” in your account.',
  },
  'notice.account.password-changed': {
    zh: '您更改了密碼，其他裝置上的登入都結束了。若非您本人操作，請立即開啟，按「這不是我」。',
    en: 'You changed your password, and sign-ins on other devices ended. If that was not you, open this at once and press “This was not me”.',
  },
  'notice.account.password-ends': {
    zh: '您的密碼使用至{day}，之後用密碼登入時要先換新的。現在就可以換。',
    en: 'Your password is good until {day}; after that you set a new one when you sign in with it. You can change it now.',
  },
  'notice.account.phone-added': {
    zh: '您的帳號登記了一支手機。若非您本人操作，請到「我的帳號」按「這不是我」。',
    en: 'A phone was registered for your account. If that was not you, press “This was not me” in your account.',
  },
  'notice.account.phone-blocked': {
    zh: '人事室移除了您帳號的一支手機，所有登入都結束了。如果您沒有要求，請和人事室聯絡。',
    en: 'HR removed a phone from your account, and all sign-ins ended. If you did not ask for that, contact them.',
  },
  'notice.account.phone-expires': {
    zh: '您手機上的行動自然人憑證在{day}到期。請先在 App 裡更新，更新後照常用手機登入就好。',
    en: 'The mobile certificate on your phone expires on {day}. Renew it in the app before; then sign in with the phone as usual.',
  },
  'notice.account.phone-removed': {
    zh: '您的帳號移除了一支手機。若非您本人操作，請到「我的帳號」按「這不是我」。',
    en: 'A phone was removed from your account. If that was not you, press “This was not me” in your account.',
  },
  'notice.account.reopened': {
    zh: '人事室恢復了您的帳號。',
    en: 'HR has opened your account again.',
  },
  'notice.account.second-factor-off': {
    zh: '您的帳號移除了驗證 App。若非您本人操作，請到「我的帳號」按「這不是我」。',
    en: 'The authenticator app was removed from your account. If that was not you, press “This was not me” in your account.',
  },
  'notice.account.second-factor-on': {
    zh: '您的帳號加了驗證 App 作為第二道驗證。若非您本人操作，請立即告知人事室。',
    en: 'An authenticator app was added to your account as a second factor. If that was not you, tell the HR office at once.',
  },
  'notice.account.spare-codes-made': {
    zh: '您的帳號產生了新的備用碼，舊的都失效了。若非您本人操作，請到「我的帳號」按「這不是我」。',
    en: 'New spare codes were made for your account; the old ones are void. If that was not you, press “This was not me” in your account.',
  },
  'notice.activated-by-card': {
    zh: '您的帳號啟用了，登入方式是自然人憑證。若非您本人操作，請立即告知人事室。',
    en: 'Your account was activated with a citizen card. If that was not you, tell the HR office at once.',
  },
  'notice.activated-by-health_card': {
    zh: '您的帳號啟用了，登入方式是健保卡。若非您本人操作，請立即告知人事室。',
    en: 'Your account was activated with a health card. If that was not you, tell the HR office at once.',
  },
  'notice.activated-by-password': {
    zh: '您的帳號啟用了，登入方式是帳號密碼。若非您本人操作，請立即告知人事室。',
    en: 'Your account was activated with a login name and password. If that was not you, tell the HR office at once.',
  },
  'notice.activated-by-phone': {
    zh: '您的帳號啟用了，登入方式是手機上的行動自然人憑證。若非您本人操作，請立即告知人事室。',
    en: 'Your account was activated with a phone. If that was not you, tell the HR office at once.',
  },
  'notice.administrator-recovery': {
    zh: '有人在{day} {time} 從伺服器上替一位系統管理者印出重設密碼的連結。若事先沒有人告知您，請立即查明。',
    en: 'On {day} at {time} somebody printed on the server a link that resets the password of an administrator. If nobody told you, look into it at once.',
  },
  'notice.agency-card.registered': {
    zh: '{agency}登記了一張機關憑證。',
    en: 'An agency card was registered for {agency}.',
  },
  'notice.agency-card.retired': {
    zh: '{agency}的一張機關憑證停用了。',
    en: 'An agency card of {agency} was taken out of use.',
  },
  'notice.assigned-too': {
    zh: '您從{from}到{until}也在{agency}任職，該機關的人事人員這段期間看得到您的資料。',
    en: 'From {from} to {until} you are assigned to {agency} too, and its HR can read your record meanwhile.',
  },
  'notice.assignment-place': {
    zh: '{agency}更新了您的單位或員工編號。',
    en: '{agency} changed your unit or staff number.',
  },
  'notice.assignment-ended': {
    zh: '您在{agency}的任職到{day}為止，這裡的角色也到那一天。',
    en: 'Your assignment at {agency} ends on {day}, and so do your roles there.',
  },
  'notice.assignment-reopened': {
    zh: '您在{agency}的離職已取消，任職和同時結束的角色恢復。',
    en: 'Your departure from {agency} was taken back; your assignment goes on, and so do the roles that ended with it.',
  },
  'notice.batch-done': {
    zh: '您的整批作業已在背景處理完成，請查看每一筆的結果。',
    en: 'Your batch was completed in the background; see what came of each row.',
  },
  'notice.batch-stopped': {
    zh: '一批整批作業停在中途：執行的人已沒有登錄這些資料的權限。已處理的不會重複，其他人事人員可以繼續。',
    en: 'A batch has stopped on its way: whoever carried it out may no longer enter these rows. What is done is not done again, and others of HR can go on.',
  },
  'notice.card-name-differs': {
    zh: '一位同仁要登記的卡片或手機，姓名與人事資料不符。請對照身分證：只是寫法不同時，請在其帳號頁確認；人事資料有誤時，請更正。之後請本人再登記。',
    en: 'The name on a card or phone that somebody wants to register differs from the record. Compare with the ID card: confirm the spelling on the page of their account, or correct the record; then the person registers again.',
  },
  'notice.card-without-code': {
    zh: '有人要用卡片啟用一位同仁的帳號，卡片上的姓名與人事資料不符。請向本人確認：人事資料有誤時，請更正；只是寫法不同時，請給啟用碼。',
    en: 'Somebody wants to activate the account of one of your people with a card of another name. Ask the person: correct the record, or give an activation code if only the spelling differs.',
  },
  'notice.certificate-below': {
    zh: '下級機關人事主管的證明等待您用印。',
    en: 'A certificate of the HR chief of an agency below waits for your seal.',
  },
  'notice.certificate-prepared': {
    zh: '有一份證明等待人事主管用印。',
    en: 'A certificate waits for the seal of the HR chief.',
  },
  'notice.certificate-revoked': {
    zh: '您的一份證明已由人事主管撤銷，理由見「我的證明」。',
    en: 'The HR chief revoked one of your certificates; “My certificates” says why.',
  },
  'notice.certificate-sealed': {
    zh: '您的證明已用印，可以下載。',
    en: 'Your certificate was sealed and can be downloaded.',
  },
  'notice.code-not-sent': {
    zh: '給這位同仁的啟用信沒有寄出，請改印紙本啟用信。',
    en: 'The invitation to this person could not be sent by mail. Print a letter instead.',
  },
  'notice.component-old': {
    zh: '您登入的電腦，讀卡元件是 {version} 版，比學校設定的最低版本 {minimum} 舊。現在還能用，請找時間更新；按「前往處理」查看安裝說明。',
    en: 'The computer you signed in on has version {version} of the card component, older than the minimum {minimum} of your school. It still works; update it when you can. “Open” shows how to install it.',
  },
  'notice.correction-applied': {
    zh: '校正申請 {number} 已同意，並寫入您的資料。',
    en: 'Correction {number} was accepted and written into your record.',
  },
  'notice.correction-arrived': {
    zh: '校正申請 {number} 送到人事室，等候審查。',
    en: 'Correction {number} has arrived and waits for review.',
  },
  'notice.correction-doubted': {
    zh: '校正申請 {number}：承辦人擬不同意，等人事主管確認。',
    en: 'Correction {number}: the officer proposes to reject it; the HR chief decides.',
  },
  'notice.correction-extended': {
    zh: '校正申請 {number} 的答覆期限延長到{day}，理由請見申請內容。',
    en: 'The answer to correction {number} is now due on {day}; the reason is on its page.',
  },
  'notice.correction-forwarded': {
    zh: '校正申請 {number} 已送權責機關核定。',
    en: 'Correction {number} was sent to the authority that decides.',
  },
  'notice.correction-partly-applied': {
    zh: '校正申請 {number} 部分同意，同意的部分已寫入您的資料；不同意的理由請見申請內容。',
    en: 'Correction {number} was accepted in part, and that part written into your record; why not the rest is on its page.',
  },
  'notice.correction-partly-waits': {
    zh: '校正申請 {number} 部分同意，同意的部分等資料鎖定解除後寫入；不同意的理由請見申請內容。',
    en: 'Correction {number} was accepted in part, which is written when the lock ends; why not the rest is on its page.',
  },
  'notice.correction-reconsidered': {
    zh: '同意後等候寫入的校正申請 {number}，因為資料已經變動，由人事室重新審查。',
    en: 'Correction {number} waited to be written, but the record has changed: HR reviews it again.',
  },
  'notice.correction-rejected': {
    zh: '校正申請 {number} 經審查不同意，理由請見申請內容。',
    en: 'Correction {number} was rejected; the reason is on its page.',
  },
  'notice.correction-reopened': {
    zh: '校正申請 {number} 由人事主管退回承辦人重審。',
    en: 'The HR chief sent correction {number} back to review.',
  },
  'notice.correction-returned': {
    zh: '校正申請 {number} 退回補正，請在{day}以前補正。',
    en: 'Correction {number} was returned to you: please complete it by {day}.',
  },
  'notice.correction-review-again': {
    zh: '同意後等候寫入的校正申請 {number}，因為資料已經變動，要重新審查。',
    en: 'Correction {number} waited to be written, but the record has changed: it must be reviewed again.',
  },
  'notice.correction-sent': { zh: '有一件校正申請送到人事室。', en: 'A correction has arrived.' },
  'notice.correction-taken': {
    zh: '人事室開始審查校正申請 {number}。',
    en: 'HR has begun to review correction {number}.',
  },
  'notice.correction-waits': {
    zh: '校正申請 {number} 已同意，等資料鎖定解除後寫入。',
    en: 'Correction {number} was accepted; it is written when the lock on your record ends.',
  },
  'notice.correction-released': {
    zh: '您正在審查的校正申請 {number}，人事主管已交還待審，可由別人承辦。',
    en: 'Correction {number}, which you were reviewing, was given back to the queue by the HR chief.',
  },
  'notice.correction-withdrawn': {
    zh: '您正在審查的校正申請 {number}，本人撤回了，不用再處理。',
    en: 'Correction {number}, which you were reviewing, was withdrawn; nothing is left to do.',
  },
  'notice.deputy.asked': {
    zh: '{agency}有一項代理（{from}到{until}），要人事主管同意才會生效。',
    en: 'A deputyship at {agency} from {from} to {until} waits for the HR chief to agree.',
  },
  'notice.deputy.begun': {
    zh: '{agency}的代理今天開始，到{until}為止。',
    en: 'A deputyship at {agency} begins today and lasts until {until}.',
  },
  'notice.deputy.ended': {
    zh: '{agency}的代理（{from}到{until}）已經結束。',
    en: 'The deputyship at {agency} from {from} to {until} is over.',
  },
  'notice.deputy.named': {
    zh: '{agency}安排了代理，從{from}到{until}。',
    en: 'A deputyship at {agency} was arranged from {from} to {until}.',
  },
  'notice.deputy.shortened': {
    zh: '{agency}的代理提前到{until}為止，因為有人那天離開。',
    en: 'A deputyship at {agency} now ends on {until}, because somebody leaves on that day.',
  },
  'notice.hr-entry': {
    zh: '人事室更改了您的資料，內容和理由在異動紀錄。',
    en: 'HR has changed your record; see its history for what changed and why.',
  },
  'notice.dispute-ended': {
    zh: '您資料裡「爭議中」的註記已取消。',
    en: 'Entries of your record are no longer marked as disputed.',
  },
  'notice.dispute-noted': {
    zh: '校正申請 {number} 的本人不同意審查結果，已在資料上註記爭議。',
    en: 'The person of correction {number} does not agree with its result and has marked the data as disputed.',
  },
  'notice.recipients-to-tell': {
    zh: '校正申請 {number} 已更正；有對象收過更正前的資料，請通知他們。',
    en: 'Correction {number} was written; some received the data before it and are to be told.',
  },
  'notice.dispute-set': {
    zh: '您的資料有欄位註記為「爭議中」；在解決之前，這個註記會隨資料一起顯示和提供。',
    en: 'Entries of your record are marked as disputed; until that is settled the mark goes wherever they are shown or given.',
  },
  'notice.evidence-infected': {
    zh: '您加入的一份證明文件含有病毒，內容已經移除。請掃描您的電腦，必要時從原始來源重新取得後再加入一次。',
    en: 'A file of evidence that you added held a virus, and its contents were removed. Scan your computer, and if need be get the file again from where it came and add it once more.',
  },
  'notice.lock-ended': { zh: '您的資料已解除鎖定。', en: 'Your record is no longer locked.' },
  'notice.lock-set': {
    zh: '您的資料已鎖定，理由和期限請見「我的資料」。',
    en: 'Your record has been locked; see “My record” for the reason and the end.',
  },
  'notice.own-change': { zh: '有人員更新了自己的資料。', en: 'Somebody has updated their own data.' },
  'notice.person.mail-unreachable': {
    zh: '信寄不到這位同仁的公務信箱，請和本人確認地址並更正。',
    en: 'Letters do not arrive at the work e-mail of this person. Ask them for the right address and correct it.',
  },
  'notice.recovered.card': {
    zh: '您用卡片重設了密碼，其他登入都結束了。若非您本人操作，請立即告知人事室。',
    en: 'Your password was reset with your card, and all sign-ins ended. If that was not you, tell the HR office at once.',
  },
  'notice.recovered.hr': {
    zh: '您用人事室的代碼重設了密碼，其他登入都結束了。若非您本人操作，請立即告知人事室。',
    en: 'Your password was reset with a code from HR, and all sign-ins ended. If that was not you, tell the HR office at once.',
  },
  'notice.recovered.mail': {
    zh: '您用郵件裡的連結重設了密碼，其他登入都結束了。若非您本人操作，請立即告知人事室。',
    en: 'Your password was reset with a link in a mail, and all sign-ins ended. If that was not you, tell the HR office at once.',
  },
  'notice.recovered.operator': {
    zh: '您用伺服器上印出的連結重設了密碼，其他登入都結束了，第二道驗證也關閉了。若非您本人操作，請立即找管理伺服器的人。',
    en: 'Your password was reset with a link printed on the server; all sign-ins ended, and the second factor is off. If that was not you, find who runs the server at once.',
  },
  'notice.recovered.phone': {
    zh: '您用手機憑證重設了密碼，其他登入都結束了。若非您本人操作，請立即告知人事室。',
    en: 'Your password was reset with your phone certificate, and all sign-ins ended. If that was not you, tell the HR office at once.',
  },
  'notice.recovery.asked': {
    zh: '有人事人員要替一位同仁產生重設密碼的代碼，請您確認。',
    en: 'HR wants to make a recovery code for somebody. Please confirm it, or not.',
  },
  'notice.recovery.code-made': {
    zh: '人事室產生了一個重設您密碼的代碼，15 分鐘有效。如果您不在人事室，請立即和人事主管聯絡。',
    en: 'HR made a code that resets your password, good for 15 minutes. If you were not there, call the HR chief at once.',
  },
  'notice.recovery.confirmed': {
    zh: '您提出的重設密碼代碼，另一位已經確認，現在可以產生。',
    en: 'The recovery code you asked for is confirmed; you can make it now.',
  },
  'notice.role-given': {
    zh: '您現在負責{agency}的人事工作。',
    en: 'You now do the HR work of {agency}.',
  },
  'notice.trust.ending': {
    zh: '憑證機構 {name} 的憑證快要到期。請準備下一代的憑證。',
    en: 'The certificate of {name} will end soon. Prepare that of its next generation.',
  },
  'notice.trust.expired': {
    zh: '憑證機構 {name} 的憑證或廢止清冊過期了，它發的卡片現在不能用。',
    en: 'The certificate or the revocation list of {name} is out of date; its cards are not accepted now.',
  },
  'notice.trust.list-ending': {
    zh: '{name} 的廢止清冊一天內到期，還沒有收到新的。',
    en: 'The revocation list of {name} ends within a day, and no newer one has come.',
  },
  'notice.trust.missing': {
    zh: '沒有 {name} 的廢止清冊，它發的卡片現在不能用。',
    en: 'There is no revocation list of {name}; its cards are not accepted now.',
  },
  'notice.trust.refused': {
    zh: '廢止清冊 {source} 沒有採用，沿用舊的清冊。原因請看憑證機構頁。',
    en: 'The revocation list {source} was not accepted; the old one stays. The page of the authorities says why.',
  },
} as const satisfies Record<NoticeText, Sentence>

type HolesIn<Text extends string> = Text extends `${string}{${infer Hole}}${infer Rest}` ? Hole | HolesIn<Rest> : never
type HolesOf<Key, One = Notice> = One extends { text: infer Texts; holes?: infer Holes }
  ? Key extends Texts
    ? keyof NonNullable<Holes>
    : never
  : never
type Said<Key extends NoticeText> = (typeof notice)[Key]['zh' | 'en']

type None<Nothing extends never> = Nothing
/** A sentence with a hole that its notice does not fill is a mistake here. */
export type Filled = None<{ [Key in NoticeText]: Exclude<HolesIn<Said<Key>>, HolesOf<Key>> }[NoticeText]>
