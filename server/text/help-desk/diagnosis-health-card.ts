import type { FindingCode } from '../../domain/help-desk/diagnosis.ts'
import type { Sentence, Sentences } from '../sentences.ts'

export const healthCardFinding = {
  'diagnosis.refused.health-card-certificate': {
    zh: '健保卡元件在執行，但瀏覽器不信任它的憑證。請重新安裝元件，讓安裝程式把憑證裝好；急用時，在剛才的警告頁選擇繼續前往。',
    en: 'The health-card component runs, but the browser does not trust its certificate. Install the component again, which installs the certificate; if it is urgent, choose to proceed on the page with the warning.',
  },
  'diagnosis.refused.health-card-dropped': {
    zh: '健保卡元件連上之後沒有回答，連線就中斷了。請關閉其他也在用健保卡的網頁和程式，重新啟動元件，再檢查一次。',
    en: 'The health-card component was reached, then hung up without an answer. Close other pages and programs that use the card, restart the component and check again.',
  },
  'diagnosis.refused.health-card-mute': {
    zh: '健保卡元件連得上，但回答無法辨識。請重新插卡，重新啟動元件；仍無法解決時，請重新安裝。',
    en: 'The health-card component is reached but gives no answer that can be understood. Put the card in again and restart the component; if that fails, install it again.',
  },
  'diagnosis.refused.health-card-name': {
    zh: '這臺電腦找不到健保卡元件的名稱。安裝程式會把它寫進 hosts 檔；可能是安全軟體還原了它，或由代理伺服器代答。',
    en: 'This computer does not find the name of the health-card component. Its installer writes it into the hosts file; security software may have removed it, or a proxy answers instead.',
  },
  'diagnosis.refused.health-card-not-running': {
    zh: '健保卡元件沒有在執行。可能沒有安裝，或沒有啟動。',
    en: 'The health-card component does not run. It may not be installed, or not be started.',
  },
  'diagnosis.refused.health-card-old': {
    zh: '健保卡元件的版本不是 0011 或 1001。現在可能還能用，請找時間更新。',
    en: 'The version of the health-card component is neither 0011 nor 1001. It may work today; update it when you can.',
  },
  'diagnosis.refused.health-card-permission': {
    zh: '瀏覽器不准本站連到這臺電腦上的程式，所以連不到健保卡元件。請在瀏覽器允許，再檢查一次。',
    en: 'The browser forbids this site to reach programs on this computer, so the health-card component is not reached. Allow it and check again.',
  },
  'diagnosis.refused.health-card-silent': {
    zh: '本站連不到這臺電腦的健保卡元件。可能的原因有四種，瀏覽器不會說明是哪一種：請回答下面的問題。',
    en: 'This site does not reach the health-card component of this computer. There are four causes, and a browser does not tell a page which: please answer the question below.',
  },
} as const satisfies Record<`diagnosis.refused.${Extract<FindingCode, `health-card-${string}`>}`, Sentence>

export const healthCardDiagnosis = {
  'diagnosis.fact.health': { zh: '連到健保卡元件', en: 'Reaching the health-card component' },
  'diagnosis.fact.health_age': { zh: '健保卡元件夠不夠新', en: 'Health-card component against 0011 and 1001' },
  'diagnosis.fact.health_card': { zh: '讀取和辨認健保卡', en: 'Reading and recognising the health card' },
  'diagnosis.fact.health_code': { zh: '健保卡元件回報的代碼', en: 'Code of the health-card component' },
  'diagnosis.fact.health_http': { zh: '新元件（HTTP）', en: 'Newer component (HTTP)' },
  'diagnosis.fact.health_https': { zh: '新元件（HTTPS）', en: 'Newer component (HTTPS)' },
  'diagnosis.fact.health_localhost': { zh: '舊元件，經 localhost', en: 'Older component by localhost' },
  'diagnosis.fact.health_name': { zh: '舊元件，經它的名稱', en: 'Older component by its name' },
  'diagnosis.fact.health_number': { zh: '舊元件，經 127.0.0.1', en: 'Older component by 127.0.0.1' },
  'diagnosis.fact.health_page': { zh: '元件的網頁在視窗裡', en: 'The component’s page in a window' },
  'diagnosis.fact.health_version': { zh: '健保卡元件的版本', en: 'Version of the health-card component' },
  'diagnosis.found-none-health': {
    zh: '健保卡元件有回答，讀得到健保卡，健保署也認得這張卡。註冊密碼要等登入才會驗證。',
    en: 'The health-card component answers and reads the card, and the administration recognises it. The password is checked only when you sign in.',
  },
  'diagnosis.health.lead': {
    zh: '無法以健保卡登入時，請在這裡找出原因。不必先登入，也不會留下您的資料。',
    en: 'When signing in by health card fails, find the cause here. No need to sign in, and nothing about you is kept.',
  },
  'diagnosis.health.page': { zh: '那個視窗裡是什麼？', en: 'What does that window show?' },
  'diagnosis.health.page-button': { zh: '查看原因', en: 'See the cause' },
  'diagnosis.health.page-link': { zh: '在新視窗開啟元件的網頁', en: 'Open the component’s page in a new window' },
  'diagnosis.health.page-title': { zh: '是四種原因的哪一種', en: 'Which of the four causes it is' },
  'diagnosis.health.questions-title': { zh: '用問答找健保卡的原因', en: 'Health card: find the cause by questions' },
  'diagnosis.health.reaching': {
    zh: '正在連到健保卡元件；瀏覽器詢問是否允許時，請按允許。',
    en: 'Reaching the health-card component; if the browser asks, allow it.',
  },
  'diagnosis.health.reading': {
    zh: '連到了，正在看卡片讀不讀得到。',
    en: 'Reached; seeing whether the card can be read.',
  },
  'diagnosis.health.title': { zh: '檢查健保卡元件', en: 'Check the health-card component' },
  'diagnosis.health.will-card': {
    zh: '連上後，查詢元件的版本，請它讀一次健保卡，再請健保署認一次卡。卡片上的資料和認卡的結果只留在瀏覽器裡，本站只知道是否成功。',
    en: 'If it is reached, ask its version, let it read the card once and have the card recognised by the administration once. What is on the card and what it signs stay in the browser; this site learns only whether it worked.',
  },
  'diagnosis.health.will-no': {
    zh: '不會要註冊密碼，不會送出姓名、身分證統一編號或卡號。',
    en: 'It asks for no password and sends no name, ID number or card number.',
  },
  'diagnosis.health.will-reach': {
    zh: '試著用每一種位址連到這臺電腦的健保卡元件；瀏覽器可能會問您要不要允許。',
    en: 'Try every address of the health-card component on this computer; the browser may ask you to allow it.',
  },
  'diagnosis.how.health-install-linux': {
    zh: 'Linux：解開健保署的安裝元件，照說明文件執行安裝，再重新開機；要先裝好 pcscd。',
    en: 'Linux: unpack the component of the health insurance administration, install it as its document says and restart; pcscd is needed.',
  },
  'diagnosis.how.health-install-macos': {
    zh: 'macOS：開啟健保署的安裝元件，照畫面安裝，輸入電腦的密碼，再重新開機。',
    en: 'macOS: open the component of the health insurance administration, install it, type the computer’s password and restart.',
  },
  'diagnosis.how.health-install-other': {
    zh: '健保卡元件只有 Windows、macOS、Linux 版。手機請改用別的方式登入。',
    en: 'The component exists for Windows, macOS and Linux only. On a phone sign in another way.',
  },
  'diagnosis.how.health-install-windows': {
    zh: 'Windows：以系統管理員身分安裝健保署的元件（版號 0011 或 1001），再重新開機。安裝出現錯誤，先在工作管理員結束 mNHIIC Service。',
    en: 'Windows: install the component of the health insurance administration (0011 or 1001) as administrator and restart. If installing fails, end mNHIIC Service in the task manager first.',
  },
  'diagnosis.how.health-name-linux': {
    zh: 'Linux：在 /etc/hosts 加一行「127.0.0.1 iccert.nhi.gov.tw」，關閉並重新開啟瀏覽器。',
    en: 'Linux: add the line “127.0.0.1 iccert.nhi.gov.tw” to /etc/hosts and reopen the browser.',
  },
  'diagnosis.how.health-name-macos': {
    zh: 'macOS：在 /etc/hosts 加一行「127.0.0.1 iccert.nhi.gov.tw」，關閉並重新開啟瀏覽器。',
    en: 'macOS: add the line “127.0.0.1 iccert.nhi.gov.tw” to /etc/hosts and reopen the browser.',
  },
  'diagnosis.how.health-name-other': {
    zh: '在系統的 hosts 檔加一行「127.0.0.1 iccert.nhi.gov.tw」，關閉並重新開啟瀏覽器。',
    en: 'Add the line “127.0.0.1 iccert.nhi.gov.tw” to the hosts file of the system and reopen the browser.',
  },
  'diagnosis.how.health-name-windows': {
    zh: 'Windows：用系統管理員身分開啟記事本，在 C:\\Windows\\System32\\drivers\\etc\\hosts 加一行「127.0.0.1 iccert.nhi.gov.tw」，儲存後關閉瀏覽器再重新開啟；或重新安裝元件。',
    en: 'Windows: open Notepad as administrator, add the line “127.0.0.1 iccert.nhi.gov.tw” to C:\\Windows\\System32\\drivers\\etc\\hosts, save it and reopen the browser; or install the component again.',
  },
  'diagnosis.how.health-trust-chrome': {
    zh: 'Chrome：在警告頁按「進階」，再按「繼續前往」，然後回到這裡再檢查一次。',
    en: 'Chrome: on the page with the warning press “Advanced”, then “Proceed”, come back here and check again.',
  },
  'diagnosis.how.health-trust-edge': {
    zh: 'Edge：在警告頁按「進階」，再按「繼續前往」，然後回到這裡再檢查一次。',
    en: 'Edge: on the page with the warning press “Advanced”, then “Continue”, come back here and check again.',
  },
  'diagnosis.how.health-trust-firefox': {
    zh: 'Firefox 有自己的憑證清單：在警告頁按「進階」，再按「接受風險並繼續」，然後回到這裡再檢查一次。',
    en: 'Firefox keeps a list of its own: on the page with the warning press “Advanced”, “Accept the Risk and Continue”, come back here and check again.',
  },
  'diagnosis.how.health-trust-other': {
    zh: '在警告頁選擇繼續前往，然後回到這裡再檢查一次。',
    en: 'Choose to proceed on the page with the warning, come back here and check again.',
  },
  'diagnosis.how.health-trust-safari': {
    zh: 'Safari：在警告頁按「顯示詳細資訊」，再按「參觀此網站」，輸入電腦的密碼，然後回到這裡再檢查一次。',
    en: 'Safari: on the page with the warning press “Show Details”, “visit this website”, type the computer’s password, come back here and check again.',
  },
  'diagnosis.question.health_code': {
    zh: '畫面上有代碼嗎？例如 4206、A001',
    en: 'Is there a code on the screen, such as 4206 or A001?',
  },
  'diagnosis.question.health_page': {
    zh: '請開啟元件的網頁。那裡是什麼？',
    en: 'Open the component’s page. What does it show?',
  },
  'diagnosis.question.health_permission': {
    zh: '瀏覽器問過要不要允許本站連到這臺電腦嗎？按了什麼？',
    en: 'Did the browser ask whether this site may reach this computer, and what did you press?',
  },
  'diagnosis.question.health_version': {
    zh: '健保署元件檢測頁上的版本編號，例如 1001',
    en: 'The version on the test page of the health insurance administration, such as 1001',
  },
  'diagnosis.word.health-answered': { zh: '連得到', en: 'reached' },
  'diagnosis.word.health-elsewhere': { zh: '只有不用名稱才連得到', en: 'reached only without its name' },
  'diagnosis.word.health-failed': { zh: '連不到', en: 'not reached' },
  'diagnosis.word.health_age-enough': { zh: '夠新', en: 'new enough' },
  'diagnosis.word.health_age-old': { zh: '太舊', en: 'too old' },
  'diagnosis.word.health_card-dropped': { zh: '沒有回答，連線中斷', en: 'hung up without an answer' },
  'diagnosis.word.health_card-mute': { zh: '回答無法辨識', en: 'no answer that can be understood' },
  'diagnosis.word.health_card-read': { zh: '讀得到，健保署認得', en: 'read and recognised' },
  'diagnosis.word.health_card-refused': { zh: '回報了代碼', en: 'a code was reported' },
  'diagnosis.word.health_http-failed': { zh: '連不到', en: 'not reached' },
  'diagnosis.word.health_http-reached': { zh: '連得到', en: 'reached' },
  'diagnosis.word.health_https-failed': { zh: '連不到', en: 'not reached' },
  'diagnosis.word.health_https-reached': { zh: '連得到', en: 'reached' },
  'diagnosis.word.health_localhost-failed': { zh: '連不到', en: 'not reached' },
  'diagnosis.word.health_localhost-reached': { zh: '連得到', en: 'reached' },
  'diagnosis.word.health_name-failed': { zh: '連不到', en: 'not reached' },
  'diagnosis.word.health_name-reached': { zh: '連得到', en: 'reached' },
  'diagnosis.word.health_number-failed': { zh: '連不到', en: 'not reached' },
  'diagnosis.word.health_number-reached': { zh: '連得到', en: 'reached' },
  'diagnosis.word.health_page-no-name': {
    zh: '說找不到這個網站或名稱',
    en: 'It says that the site or name is not found',
  },
  'diagnosis.word.health_page-page': { zh: '元件的一頁文字，沒有警告', en: 'A page of the component, no warning' },
  'diagnosis.word.health_page-refused': { zh: '說無法連線', en: 'It says that it cannot connect' },
  'diagnosis.word.health_page-warning': {
    zh: '憑證或連線不安全的警告',
    en: 'A warning about the certificate or an unsafe connection',
  },
} as const satisfies Sentences
