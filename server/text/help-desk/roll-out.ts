import type { Sentences } from '../sentences.ts'

export const rollOut = {
  'roll-out.files': { zh: '現成的原則檔', en: 'Ready-made policy files' },
  'roll-out.firefox': {
    zh: 'Firefox：放進安裝資料夾的 distribution 資料夾；Linux 也可以放在 /etc/firefox/policies/。',
    en: 'Firefox: into the folder “distribution” of its installation; on Linux also /etc/firefox/policies/.',
  },
  'roll-out.group-policy': {
    zh: '使用群組原則時，Chrome 和 Edge 的範本裡設定 PopupsAllowedForUrls、LoopbackNetworkAllowedForUrls；146 版以前用 LocalNetworkAccessAllowedForUrls。值都是上面的網址。裝好後在 chrome://policy 或 edge://policy 看得到。',
    en: 'With group policy set PopupsAllowedForUrls and LoopbackNetworkAllowedForUrls in the templates of Chrome and Edge; before version 146 the latter is LocalNetworkAccessAllowedForUrls. The value is the address above. See chrome://policy or edge://policy afterwards.',
  },
  'roll-out.json': {
    zh: 'Linux 的 Chrome、Chromium、Edge：放在 /etc/opt/chrome/policies/managed/、/etc/chromium/policies/managed/ 或 /etc/opt/edge/policies/managed/。',
    en: 'Chrome, Chromium and Edge on Linux: into /etc/opt/chrome/policies/managed/, /etc/chromium/policies/managed/ or /etc/opt/edge/policies/managed/.',
  },
  'roll-out.lead': {
    zh: '給學校資訊人員：讓全校電腦一次設好，老師不必自己改瀏覽器。下面的檔案是為 {site} 做的。',
    en: 'For the school’s ICT staff: set all computers at once, so that teachers change nothing. The files are made for {site}.',
  },
  'roll-out.list': { zh: '上線檢查表', en: 'Check list for a roll-out' },
  'roll-out.profile': {
    zh: 'macOS 的 Chrome、Edge、Firefox：用裝置管理派送，或開啟後到「系統設定」安裝。',
    en: 'Chrome, Edge and Firefox on macOS: send it by device management, or open it and install it in “System Settings”.',
  },
  'roll-out.reg': {
    zh: 'Windows 的 Chrome、Edge、Firefox：以系統管理員身分匯入。編號用 9001，不會覆蓋學校原有的設定。',
    en: 'Chrome, Edge and Firefox on Windows: import it as administrator. It uses number 9001, so that your own entries stay.',
  },
  'roll-out.rehearsal': { zh: '排練說明和題目', en: 'Rehearsal and its exercises' },
  'roll-out.safari': {
    zh: 'Safari 沒有這種原則，請照操作說明允許彈出視窗。',
    en: 'Safari has no such policy; allow pop-ups as the guide says.',
  },
  'roll-out.step-check': {
    zh: '每種電腦挑一臺，做完「檢查這臺電腦」，包括測試簽章。',
    en: 'On one computer of each kind, go through the card check with a test signature.',
  },
  'roll-out.step-codes': {
    zh: '請人事室替每個人建立帳號、印啟用碼，並約定一個沒有課的時間啟用。',
    en: 'Let HR open the accounts and print activation codes; agree on a time without lessons.',
  },
  'roll-out.step-component': {
    zh: '裝讀卡元件，重新開機；在 {component}/selfTest.htm 看得到版本。',
    en: 'Install the component and restart; {component}/selfTest.htm shows its version.',
  },
  'roll-out.step-policy': {
    zh: '派送上面的原則檔，重開瀏覽器。',
    en: 'Send out the policy files and restart the browsers.',
  },
  'roll-out.step-reader': {
    zh: '讀卡機先接好再啟動元件；後來才接的，要重新啟動元件。',
    en: 'Connect readers before the component starts; one connected later needs a restart.',
  },
  'roll-out.step-rehearsal': {
    zh: '帶一班人排練：示範站有模擬的讀卡機、手機和虛構的人，不需要真的卡片；題目在下面的排練說明。',
    en: 'Rehearse with a class: the demonstration has a simulated reader, phones and invented people, and needs no real cards; the exercises are in the guide below.',
  },
  'roll-out.step-trust': {
    zh: '元件問要不要信任本站時按同意；一臺電腦問一次。',
    en: 'Agree when the component asks whether to trust this site; once for each computer.',
  },
  'roll-out.step-health-card': {
    zh: '開放健保卡登入時，安裝健保卡元件（版號 0011 或 1001），做完「檢查健保卡元件」。',
    en: 'For sign-in by health card, install its component (0011 or 1001) and go through its check.',
  },
  'roll-out.title': { zh: '給學校資訊人員', en: 'For ICT staff' },
} as const satisfies Sentences
