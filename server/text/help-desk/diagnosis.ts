import type { FindingCode } from '../../domain/help-desk/diagnosis.ts'
import type { Sentence, Sentences } from '../sentences.ts'

/** What each finding means and what helps everywhere; `diagnosis.how.…` adds the steps of a browser or system. */
export const finding = {
  'diagnosis.refused.agency-card': {
    zh: '讀卡機裡是機關或學校的憑證卡。登入請改插您自己的自然人憑證。',
    en: 'An agency’s card is in the reader. To sign in, put in your own citizen card.',
  },
  'diagnosis.refused.card-unreadable': {
    zh: '讀卡機無法讀取這張卡片。請把晶片朝上重新插一次；仍無法解決時，換一臺讀卡機或換一張卡試試。',
    en: 'The reader cannot read this card. Put it in again, chip side up; if that fails, try another reader or card.',
  },
  'diagnosis.refused.clock': {
    zh: '這臺電腦的時間和伺服器差了 5 分鐘以上。憑證效期會看錯，請對時。',
    en: 'The clock of this computer is more than five minutes off. Certificate dates are then judged wrongly; set the clock.',
  },
  'diagnosis.refused.closed': {
    zh: '元件的小視窗在回答之前就關了。請再檢查一次，不要動小視窗，它會自己關；仍無法解決時，請關閉會擋視窗的擴充功能。',
    en: 'The component’s small window was closed before it answered. Check again and leave it alone; if it closes again, switch off extensions that block windows.',
  },
  'diagnosis.refused.component-missing': {
    zh: '這臺電腦的讀卡元件沒有回應。元件可能沒有安裝，或沒有啟動。',
    en: 'The card component of this computer does not answer. It may not be installed, or not be running.',
  },
  'diagnosis.refused.early': {
    zh: '卡片上的憑證還沒到生效日。請先確認電腦日期；日期正確時，請洽發卡機關。',
    en: 'The certificate on the card is not valid yet. Check the computer’s date; if it is right, ask the issuer.',
  },
  'diagnosis.refused.expired': {
    zh: '卡片上的憑證過期了。請線上展期或到戶政事務所換發；在那之前用帳號密碼登入。',
    en: 'The certificate on the card has expired. Renew it online or at a household registration office; until then use your password.',
  },
  'diagnosis.refused.expires-soon': {
    zh: '卡片上的憑證 60 天內到期。請早點展期，以免屆時無法登入。',
    en: 'The certificate on the card ends within sixty days. Renew it soon, so that you can go on signing in.',
  },
  'diagnosis.refused.garbled': {
    zh: '元件有回答，但內容不是本站能辨識的格式。請重新啟動元件；仍無法解決時，請重新安裝。',
    en: 'The component answered with something this site cannot read. Restart it; if that fails, install it again.',
  },
  'diagnosis.refused.maybe-stale': {
    zh: '元件啟動之後換過卡片或展期過。元件可能還記著先前的憑證，這時常出現「解密失敗」。請重新啟動元件。',
    en: 'The card was changed or renewed while the component ran. It may still remember the earlier certificate; restart it.',
  },
  'diagnosis.refused.no-answer': {
    zh: '元件收下了要求，但一直沒有回答。請拔插讀卡機，重新啟動元件。',
    en: 'The component took the question and never answered. Plug the reader in again and restart the component.',
  },
  'diagnosis.refused.no-card': {
    zh: '讀卡機裡沒有卡片。請把卡片插到底，晶片朝上。',
    en: 'There is no card in the reader. Push it in fully, chip side up.',
  },
  'diagnosis.refused.no-certificate': {
    zh: '這張卡片裡沒有可以簽章的憑證。請確認插的是已開卡的自然人憑證。',
    en: 'This card holds no certificate for signing. Make sure it is an activated citizen card.',
  },
  'diagnosis.refused.no-reader': {
    zh: '元件找不到讀卡機。請接好讀卡機；元件啟動之後才接上的讀卡機，要重新啟動元件才看得到。',
    en: 'The component finds no reader. Connect it; one that was connected after the component started is seen only after a restart.',
  },
  'diagnosis.refused.old-version': {
    zh: '元件的版本比學校設定的最低版本舊。現在可能還能用，請找時間更新。',
    en: 'The component is older than the minimum your school set. It may work today; update it when you can.',
  },
  'diagnosis.refused.other-card': {
    zh: '讀卡機裡的不是自然人憑證。登入請改插您自己的自然人憑證。',
    en: 'The card in the reader is no citizen card. To sign in, put in your own citizen card.',
  },
  'diagnosis.refused.other-origin': {
    zh: '元件的回答從別的位址回來，本站不接受。請關閉會改網址的擴充功能或安全軟體，再檢查一次。',
    en: 'The answer came back from another address, so it is not accepted. Switch off extensions or security software that change addresses, then check again.',
  },
  'diagnosis.refused.permission-denied': {
    zh: '瀏覽器不准本站直接連到這臺電腦上的程式。卡片登入使用小視窗，不受影響；只有想消除提示時才需要改。',
    en: 'The browser forbids this site to reach programs on this computer. Signing in uses a small window and is not affected; change it only to silence messages.',
  },
  'diagnosis.refused.permission-prompt': {
    zh: '瀏覽器還沒同意本站連到這臺電腦上的程式，會再詢問。卡片登入使用小視窗，不受影響。',
    en: 'The browser has not yet agreed that this site reaches programs on this computer and will ask. Signing in uses a small window and is not affected.',
  },
  'diagnosis.refused.permission-unknown': {
    zh: '瀏覽器沒有讓本站直接連到這臺電腦上的元件，也沒有說明原因。卡片登入使用小視窗，不受影響。',
    en: 'The browser does not let this site reach the component directly and does not say why. Signing in uses a small window and is not affected.',
  },
  'diagnosis.refused.popup-blocked': {
    zh: '瀏覽器擋下了元件的小視窗。請允許本站開啟彈出視窗。',
    en: 'The browser blocked the component’s small window. Allow pop-ups for this site.',
  },
  'diagnosis.refused.server-authorities-ended': {
    zh: '伺服器上有一個憑證機構的憑證到期了。這不是您電腦的問題，請告知系統管理者。',
    en: 'The certificate of an authority kept on the server has ended. This is not your computer’s fault; tell the administrator.',
  },
  'diagnosis.refused.server-authorities-none': {
    zh: '伺服器上還沒有可以驗證自然人憑證的憑證機構。這不是您電腦的問題，請告知系統管理者。',
    en: 'The server has no authority yet by which to verify citizen cards. This is not your computer’s fault; tell the administrator.',
  },
  'diagnosis.refused.server-lists-old': {
    zh: '伺服器上的憑證廢止清冊過期了，現在不能用卡片登入。這不是您電腦的問題，請告知系統管理者。',
    en: 'The revocation list on the server is out of date, so cards cannot be judged. This is not your computer’s fault; tell the administrator.',
  },
  'diagnosis.refused.server-phones-unreachable': {
    zh: '伺服器現在連不到行動自然人憑證的平臺，不能用手機登入。這不是您電腦或手機的問題，請改用別的方式，並告知系統管理者。',
    en: 'The server does not reach the mobile certificate service, so nobody can sign in by phone. This is not the fault of your computer or phone; use another way and tell the administrator.',
  },
  'diagnosis.refused.several-cards': {
    zh: '接了兩張以上的卡片，元件會用第一張。請只留下您自己的那一張。',
    en: 'More than one card is inserted, and the component uses the first. Leave only your own.',
  },
  'diagnosis.refused.slow': {
    zh: '元件回答得很慢。請關閉其他使用卡片的程式，或換一個 USB 插孔。',
    en: 'The component answers slowly. Close other programs that use the card, or try another USB port.',
  },
  'diagnosis.refused.stale': {
    zh: '元件還記著先前那張卡，簽章與現在插的卡不符（有些網站說「解密失敗」）。請重新啟動元件，關閉並重新開啟瀏覽器，再重新插卡。',
    en: 'The component still remembers an earlier card: the signature does not belong to the card that is inserted. Restart the component, reopen the browser, put the card in again.',
  },
  'diagnosis.refused.window-mute': {
    zh: '元件在執行，小視窗也開了，但小視窗一直沒有說準備好。請重新啟動元件。',
    en: 'The component runs and its window opened, but the window never became ready. Restart the component.',
  },
  'diagnosis.refused.wrong-func': {
    zh: '元件的回答用錯了名稱，可能版本混雜。請重新安裝元件。',
    en: 'The component answers under a wrong name; its parts may be of different versions. Install it again.',
  },
} as const satisfies Record<`diagnosis.refused.${Exclude<FindingCode, `health-card-${string}`>}`, Sentence>

export const diagnosis = {
  'diagnosis.again': { zh: '再檢查一次', en: 'Check again' },
  'diagnosis.begin': { zh: '開始檢查', en: 'Begin' },
  'diagnosis.checked.title': { zh: '檢查了什麼', en: 'What was looked at' },
  'diagnosis.copy': { zh: '報告（可以選取、複製）', en: 'Report (select and copy it)' },
  'diagnosis.download': { zh: '下載成文字檔', en: 'Download as a text file' },
  'diagnosis.fact.authorities': { zh: '伺服器：憑證機構', en: 'Server: authorities' },
  'diagnosis.fact.browser': { zh: '瀏覽器', en: 'Browser' },
  'diagnosis.fact.certificate': { zh: '卡片憑證的效期', en: 'Dates of the card’s certificate' },
  'diagnosis.fact.changed': { zh: '元件啟動後換過卡片或展期', en: 'Card changed while the component ran' },
  'diagnosis.fact.clock': { zh: '這臺電腦的時間', en: 'Clock of this computer' },
  'diagnosis.fact.code': { zh: '元件回報的代碼', en: 'Code of the component' },
  'diagnosis.fact.component': { zh: '元件版本', en: 'Version of the component' },
  'diagnosis.fact.kind': { zh: '哪一種卡片', en: 'Kind of card' },
  'diagnosis.fact.lists': { zh: '伺服器：廢止清冊', en: 'Server: revocation lists' },
  'diagnosis.fact.permission': { zh: '瀏覽器准許連到本機', en: 'Access to this computer, as the browser says' },
  'diagnosis.fact.phones': { zh: '伺服器：行動自然人憑證平臺', en: 'Server: mobile certificate service' },
  'diagnosis.fact.popup': { zh: '彈出視窗', en: 'Pop-up window' },
  'diagnosis.fact.probe': { zh: '直接連到元件', en: 'Reaching the component directly' },
  'diagnosis.fact.reader': { zh: '讀卡機與卡片', en: 'Reader and card' },
  'diagnosis.fact.signature': { zh: '測試簽章', en: 'Test signature' },
  'diagnosis.fact.speed': { zh: '元件回答的速度', en: 'Speed of the component' },
  'diagnosis.fact.system': { zh: '作業系統', en: 'System' },
  'diagnosis.fact.version': { zh: '版本夠不夠新', en: 'Version against the minimum' },
  'diagnosis.fact.window': { zh: '元件的小視窗', en: 'The component’s window' },
  'diagnosis.found': { zh: '找到 {count} 個問題', en: 'Found: {count}' },
  'diagnosis.found-none': { zh: '沒有找到問題', en: 'No fault found' },
  'diagnosis.found-none-said': {
    zh: '照您的回答，沒有找到問題。仍無法登入時，請把下面的報告交給資訊人員。',
    en: 'From your answers no fault was found. If you still cannot sign in, hand the report below to your ICT staff.',
  },
  'diagnosis.found-none-signed': {
    zh: '這臺電腦可以用卡片登入：測試簽章已通過伺服器驗證，並已刪除。',
    en: 'You can sign in by card on this computer: the test signature was verified and deleted.',
  },
  'diagnosis.found-none-unsigned': {
    zh: '到目前為止都正常。最後一步是做一次測試簽章。',
    en: 'All is well so far. The last step is a test signature.',
  },
  'diagnosis.how.allow-popups-chrome': {
    zh: 'Chrome：按網址列右邊「已封鎖彈出式視窗」的圖示，選「一律允許」，按「完成」，再試一次。',
    en: 'Chrome: press the sign for blocked pop-ups at the right of the address, choose “Always allow”, press “Done”, then try again.',
  },
  'diagnosis.how.allow-popups-edge': {
    zh: 'Edge：按右上角「…」＞「設定」＞「隱私權、搜尋與服務」＞「網站權限」＞「所有權限」＞「快顯視窗並重新導向」，在「允許」加入本站；較舊的 Edge 是「Cookie 和網站權限」＞「快顯視窗並重新導向」。',
    en: 'Edge: press “…”, Settings > Privacy, search, and services > Site permissions > All permissions > Pop-ups and redirects, and add this site under “Allow”; in an older Edge it is Cookies and site permissions > Pop-ups and redirects.',
  },
  'diagnosis.how.allow-popups-firefox': {
    zh: 'Firefox：頁面上方出現黃色提示時按「選項」，選「允許本站開啟彈出視窗」。',
    en: 'Firefox: when the bar above the page appears, press “Options” and choose “Allow pop-ups for this site”.',
  },
  'diagnosis.how.allow-popups-other': {
    zh: '在瀏覽器的設定裡找「彈出視窗」或「快顯」，把本站加入允許清單。',
    en: 'Find “pop-ups” in the settings of your browser and add this site to those allowed.',
  },
  'diagnosis.how.allow-popups-safari': {
    zh: 'Safari：「Safari」選單＞「設定」＞「網站」＞「彈出式視窗」，把本站改成「允許」。',
    en: 'Safari: open Safari > Settings > Websites > Pop-up Windows, and set this site to “Allow”.',
  },
  'diagnosis.how.install-linux': {
    zh: 'Linux：解開元件的壓縮檔，執行 start.sh；裝好後重開瀏覽器。',
    en: 'Linux: unpack the component and run start.sh; then restart the browser.',
  },
  'diagnosis.how.install-macos': {
    zh: 'macOS：安裝元件的套件，重新開機；元件會在登入時自己啟動。',
    en: 'macOS: install the package and restart the computer; the component starts by itself.',
  },
  'diagnosis.how.install-other': {
    zh: '讀卡元件只有 Windows、macOS、Linux 版。手機請改用帳號密碼登入。',
    en: 'The component exists for Windows, macOS and Linux only. On a phone sign in with your password.',
  },
  'diagnosis.how.install-windows': {
    zh: 'Windows：以系統管理員身分執行 HiCOS 安裝程式，裝好後重新開機。已經安裝時，請從開始功能表「跨平台網頁元件」啟動元件服務。',
    en: 'Windows: run the HiCOS installer as administrator and restart the computer. If it is installed, start its service from the Start menu.',
  },
  'diagnosis.how.permission-chrome': {
    zh: 'Chrome：按網址左邊的圖示＞「網站設定」，把「這部裝置上的應用程式」改成「允許」。',
    en: 'Chrome: press the sign left of the address, “Site settings”, and set “Apps on device” to “Allow”.',
  },
  'diagnosis.how.permission-edge': {
    zh: 'Edge：按網址左邊的圖示＞「此網站的權限」，把「本機網路存取」改成「允許」。',
    en: 'Edge: press the sign left of the address, “Permissions for this site”, and allow “Local network access”.',
  },
  'diagnosis.how.permission-firefox': {
    zh: 'Firefox：按網址左邊的圖示，清除「裝置上的應用程式和服務」的封鎖，重新整理後按「允許」。',
    en: 'Firefox: press the sign left of the address, clear the block of “Device apps and services”, reload and allow it.',
  },
  'diagnosis.how.permission-other': {
    zh: '這個瀏覽器沒有可以改的地方。無法連到健保卡元件時，請改用 Chrome、Edge 或 Firefox。',
    en: 'This browser has no setting for it. If the health card is not reached, use Chrome, Edge or Firefox.',
  },
  'diagnosis.how.permission-safari': {
    zh: 'Safari 沒有這個設定。無法連到健保卡元件時，請改用 Chrome、Edge 或 Firefox。',
    en: 'Safari has no setting for it. If the health card is not reached, use Chrome, Edge or Firefox.',
  },
  'diagnosis.how.restart-linux': {
    zh: 'Linux：結束元件的 node 程式，再執行 start.sh；最後關閉並重新開啟瀏覽器。',
    en: 'Linux: end the component’s node program and run start.sh again; then reopen the browser.',
  },
  'diagnosis.how.restart-macos': {
    zh: 'macOS：在終端機執行 launchctl stop com.node.HIPKILocalServer.cht，再執行同一行把 stop 換成 start；最後關閉並重新開啟瀏覽器。',
    en: 'macOS: in Terminal run launchctl stop com.node.HIPKILocalServer.cht, then the same line with start; then reopen the browser.',
  },
  'diagnosis.how.restart-other': {
    zh: '停止元件再啟動，最後關閉並重新開啟瀏覽器。',
    en: 'Stop and start the component, then reopen the browser.',
  },
  'diagnosis.how.restart-windows': {
    zh: 'Windows：開始功能表「跨平台網頁元件」，先「停止元件服務」，再「啟動元件服務」，最後關閉並重新開啟瀏覽器。',
    en: 'Windows: in the Start menu find the cross-platform web component, stop its service and start it, then reopen the browser.',
  },
  'diagnosis.how.set-clock-linux': {
    zh: 'Linux：執行 timedatectl set-ntp true。',
    en: 'Linux: run timedatectl set-ntp true.',
  },
  'diagnosis.how.set-clock-macos': {
    zh: 'macOS：「系統設定」＞「一般」＞「日期與時間」，開啟「自動設定時間與日期」。',
    en: 'macOS: System Settings > General > Date & Time, and set it automatically.',
  },
  'diagnosis.how.set-clock-other': {
    zh: '在系統設定裡開啟自動對時。',
    en: 'Let the system set its clock automatically.',
  },
  'diagnosis.how.set-clock-windows': {
    zh: 'Windows：在右下角的時間按右鍵＞「調整日期和時間」，按「立即同步」。',
    en: 'Windows: right-click the clock, “Adjust date and time”, and press “Sync now”.',
  },
  'diagnosis.lead': {
    zh: '無法以卡片登入時，請在這裡找出原因。不必先登入，也不會留下您的資料。',
    en: 'When signing in by card fails, find the cause here. No need to sign in, and nothing about you is kept.',
  },
  'diagnosis.link': {
    zh: '這一頁的網址可以傳給資訊人員，裡面沒有個人資料：',
    en: 'You can send the address of this page to your ICT staff; it holds no personal data:',
  },
  'diagnosis.look-up': { zh: '代碼 {code}', en: 'Code {code}' },
  'diagnosis.opening': {
    zh: '正在開啟元件的小視窗，請勿關閉。',
    en: 'Opening the component’s small window; leave it open.',
  },
  'diagnosis.question.certificate': { zh: '卡片的憑證過期了嗎？', en: 'Has the card’s certificate expired?' },
  'diagnosis.question.changed': {
    zh: '這次開機以後，換過卡片或辦過展期嗎？',
    en: 'Was the card changed or renewed since the computer started?',
  },
  'diagnosis.question.clock': {
    zh: '伺服器現在是 {time}。電腦的時間差 5 分鐘以上嗎？',
    en: 'The server’s clock says {time}. Is the computer more than five minutes off?',
  },
  'diagnosis.question.code': {
    zh: '畫面上有代碼嗎？例如 0x76100006',
    en: 'Is there a code on the screen, such as 0x76100006?',
  },
  'diagnosis.question.kind': { zh: '插的是哪一種卡片？', en: 'What kind of card is it?' },
  'diagnosis.question.popup': {
    zh: '按登入的時候，有小視窗跳出來嗎？',
    en: 'When you pressed sign in, did a small window appear?',
  },
  'diagnosis.question.reader': { zh: '讀卡機和卡片現在怎麼樣？', en: 'How are the reader and the card?' },
  'diagnosis.question.version': {
    zh: '自我檢測頁上的元件版本，例如 1.3.4.103328',
    en: 'The component’s version on its self-test page, such as 1.3.4.103328',
  },
  'diagnosis.question.window': {
    zh: '能開啟元件的自我檢測頁嗎？',
    en: 'Does the component’s self-test page open?',
  },
  'diagnosis.question.window-hint': { zh: '請開啟下面的連結看看。', en: 'Open the link below and see.' },
  'diagnosis.questions.lead': {
    zh: '照看到的回答，不確定就選「不知道」。',
    en: 'Answer by what you see; choose “I do not know” when in doubt.',
  },
  'diagnosis.questions.link': {
    zh: '不讓本站量測，改用回答問題的方式',
    en: 'Answer questions instead of letting this site measure',
  },
  'diagnosis.questions.send': { zh: '查看結果', en: 'See the result' },
  'diagnosis.questions.title': { zh: '用問答找原因', en: 'Find the cause by questions' },
  'diagnosis.reading': { zh: '元件準備好了，正在讀取。', en: 'The component is ready; reading.' },
  'diagnosis.report.at': { zh: '時間', en: 'Time' },
  'diagnosis.report.site': { zh: '網站', en: 'Site' },
  'diagnosis.report.title': { zh: '讀卡檢查報告（沒有個人資料）', en: 'Card check report (no personal data)' },
  'diagnosis.sending': { zh: '檢查完成，正在整理結果。', en: 'Measured; preparing the result.' },
  'diagnosis.sign.button': { zh: '做測試簽章', en: 'Make the test signature' },
  'diagnosis.sign.lead': {
    zh: '輸入 PIN 碼，讓卡片簽一行測試文字。PIN 碼只交給您電腦上的元件。簽章送到伺服器驗證後就刪除，不會登入，也不會記錄您的身分。PIN 碼連錯 3 次會鎖卡，不記得請不要試。',
    en: 'Type the PIN and let the card sign one line for a test. The PIN goes only to the component on your computer. The signature is verified on the server and deleted; you are not signed in, and who you are is not kept. Three wrong PINs lock the card: do not guess.',
  },
  'diagnosis.sign.title': { zh: '測試簽章', en: 'Test signature' },
  'diagnosis.source': { zh: '來源', en: 'From' },
  'diagnosis.source.measured': { zh: '實測', en: 'measured' },
  'diagnosis.source.said': { zh: '您的回答', en: 'you said' },
  'diagnosis.title': { zh: '檢查這臺電腦能不能讀卡', en: 'Check whether this computer can read cards' },
  'diagnosis.to-sign-in': { zh: '回到登入', en: 'Back to sign-in' },
  'diagnosis.tone.note': { zh: '不影響登入', en: 'Does not keep you out' },
  'diagnosis.tone.stop': { zh: '不能用卡片登入的原因', en: 'Keeps you from signing in' },
  'diagnosis.tone.warn': { zh: '建議處理', en: 'Worth fixing' },
  'diagnosis.what.item': { zh: '項目', en: 'Item' },
  'diagnosis.what.result': { zh: '結果', en: 'Result' },
  'diagnosis.will.clock': {
    zh: '比對這臺電腦和伺服器的時間。',
    en: 'Compare this computer’s clock with the server’s.',
  },
  'diagnosis.will.no': {
    zh: '不會要 PIN 碼，不會送出姓名、卡號或憑證。',
    en: 'It asks for no PIN and sends no name, card number or certificate.',
  },
  'diagnosis.will.popup': {
    zh: '開啟讀卡元件的小視窗，問它版本、讀卡機、卡片種類和憑證效期。',
    en: 'Open the card component’s small window and ask for its version, the reader, the kind of card and the certificate’s dates.',
  },
  'diagnosis.will.probe': {
    zh: '試著直接連到元件，看瀏覽器准不准；瀏覽器可能會問您要不要允許，按哪一個都可以。',
    en: 'Try to reach the component directly to see whether the browser allows it. The browser may ask you; either answer is fine.',
  },
  'diagnosis.will.sign': {
    zh: '都正常時，最後由您決定要不要輸入 PIN 碼做一次測試簽章。',
    en: 'If all is well, you decide whether to type your PIN for a test signature.',
  },
  'diagnosis.will.title': { zh: '按下「開始檢查」之後，本站會：', en: 'When you press “Begin”, this site will:' },
  'diagnosis.word.authorities-ended': { zh: '有一個到期了', en: 'one has ended' },
  'diagnosis.word.authorities-none': { zh: '沒有', en: 'none' },
  'diagnosis.word.authorities-valid': { zh: '有效', en: 'valid' },
  'diagnosis.word.browser-chrome': { zh: 'Chrome', en: 'Chrome' },
  'diagnosis.word.browser-edge': { zh: 'Edge', en: 'Edge' },
  'diagnosis.word.browser-firefox': { zh: 'Firefox', en: 'Firefox' },
  'diagnosis.word.browser-other': { zh: '其他', en: 'another' },
  'diagnosis.word.browser-safari': { zh: 'Safari', en: 'Safari' },
  'diagnosis.word.certificate-early': { zh: '還沒生效', en: 'not valid yet' },
  'diagnosis.word.certificate-expired': { zh: '過期了', en: 'expired' },
  'diagnosis.word.certificate-none': { zh: '沒有憑證', en: 'no certificate' },
  'diagnosis.word.certificate-soon': { zh: '60 天內到期', en: 'ends within sixty days' },
  'diagnosis.word.certificate-valid': { zh: '有效', en: 'valid' },
  'diagnosis.word.changed-no': { zh: '沒有', en: 'no' },
  'diagnosis.word.changed-yes': { zh: '有', en: 'yes' },
  'diagnosis.word.clock-right': { zh: '正確', en: 'right' },
  'diagnosis.word.clock-wrong': { zh: '差 5 分鐘以上', en: 'more than five minutes off' },
  'diagnosis.word.kind-agency': { zh: '機關或學校的憑證卡', en: 'an agency’s card' },
  'diagnosis.word.kind-citizen': { zh: '自然人憑證', en: 'a citizen card' },
  'diagnosis.word.kind-other': { zh: '別種卡片', en: 'another card' },
  'diagnosis.word.lists-fresh': { zh: '沒有過期', en: 'up to date' },
  'diagnosis.word.lists-old': { zh: '過期或缺少', en: 'out of date or missing' },
  'diagnosis.word.permission-denied': { zh: '不准', en: 'denied' },
  'diagnosis.word.permission-granted': { zh: '准許', en: 'granted' },
  'diagnosis.word.permission-not-needed': { zh: '這裡不需要，試過連得到', en: 'not needed here: a probe got through' },
  'diagnosis.word.permission-prompt': { zh: '要先詢問', en: 'asks first' },
  'diagnosis.word.permission-unknown': { zh: '沒有說', en: 'does not say' },
  'diagnosis.word.phones-reached': { zh: '連得到', en: 'reached' },
  'diagnosis.word.phones-unreachable': { zh: '連不到', en: 'not reached' },
  'diagnosis.word.popup-blocked': { zh: '沒有，遭瀏覽器擋下', en: 'blocked' },
  'diagnosis.word.popup-opened': { zh: '有，可以開啟', en: 'opened' },
  'diagnosis.word.probe-failed': { zh: '連不到', en: 'not reached' },
  'diagnosis.word.probe-reached': { zh: '連得到', en: 'reached' },
  'diagnosis.word.reader-card': { zh: '接好了，有一張卡片', en: 'connected, one card' },
  'diagnosis.word.reader-empty': { zh: '有讀卡機，沒有卡片', en: 'reader without card' },
  'diagnosis.word.reader-none': { zh: '沒有讀卡機', en: 'no reader' },
  'diagnosis.word.reader-several': { zh: '有兩張以上的卡片', en: 'more than one card' },
  'diagnosis.word.reader-unreadable': { zh: '無法讀取卡片', en: 'card cannot be read' },
  'diagnosis.word.signature-good': { zh: '通過驗證', en: 'verified' },
  'diagnosis.word.signature-refused': { zh: '沒有通過', en: 'refused' },
  'diagnosis.word.signature-stale': { zh: '與插著的卡片不符', en: 'of another card than the one inserted' },
  'diagnosis.word.speed-slow': { zh: '超過 3 秒', en: 'more than three seconds' },
  'diagnosis.word.speed-usual': { zh: '正常', en: 'usual' },
  'diagnosis.word.system-linux': { zh: 'Linux', en: 'Linux' },
  'diagnosis.word.system-macos': { zh: 'macOS', en: 'macOS' },
  'diagnosis.word.system-other': { zh: '其他', en: 'another' },
  'diagnosis.word.system-phone': { zh: '手機或平板', en: 'a phone or tablet' },
  'diagnosis.word.system-windows': { zh: 'Windows', en: 'Windows' },
  'diagnosis.word.unknown': { zh: '不知道', en: 'I do not know' },
  'diagnosis.word.version-enough': { zh: '夠新', en: 'new enough' },
  'diagnosis.word.version-old': { zh: '太舊', en: 'too old' },
  'diagnosis.word.window-answered': { zh: '有回答', en: 'answered' },
  'diagnosis.word.window-closed': { zh: '沒回答就關了', en: 'closed without an answer' },
  'diagnosis.word.window-garbled': { zh: '回答無法辨識', en: 'answer cannot be read' },
  'diagnosis.word.window-never-ready': { zh: '沒有準備好', en: 'never became ready' },
  'diagnosis.word.window-no-answer': { zh: '沒有回答', en: 'no answer' },
  'diagnosis.word.window-other-origin': { zh: '從別的位址回答', en: 'answered from another address' },
  'diagnosis.word.window-refused': { zh: '回報了代碼', en: 'reported a code' },
  'diagnosis.word.window-wrong-func': { zh: '回答的名稱有誤', en: 'answered under a wrong name' },
  'diagnosis.word.yes': { zh: '可以開啟', en: 'It opens' },
  'diagnosis.word.no': { zh: '無法開啟', en: 'It does not' },
} as const satisfies Sentences
