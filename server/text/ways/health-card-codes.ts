import type { HealthCardCode } from '../../domain/ways/health-card-codes.ts'
import type { Sentence } from '../sentences.ts'

/** What helps, the same for several codes. */
const remedies = {
  none: { zh: '不用處理。', en: 'Nothing to do.' },
  network: {
    zh: '請確認電腦連得到網路、防火牆沒有擋，過幾分鐘再試；這段期間請改用別的方式登入。',
    en: 'Check that the computer is online and no firewall stands in the way, and try again in some minutes; until then sign in another way.',
  },
  'smart-cards': {
    zh: '請拔下讀卡機再接上；仍無法解決時，請啟動系統的智慧卡服務（Windows 的 Smart Card，Linux 的 pcscd），再重新開機。',
    en: 'Unplug the reader and connect it again; if that fails, start the smart card service of the system (Smart Card on Windows, pcscd on Linux) and restart the computer.',
  },
  reader: {
    zh: '請接好讀卡機，關閉其他使用卡片的程式和網頁，再試一次。',
    en: 'Connect the reader, close other programs and pages that use a card, and try again.',
  },
  insert: { zh: '請插入健保卡，晶片朝上，插到底。', en: 'Insert the health card, chip side up, pushed in fully.' },
  'reader-or-card': {
    zh: '請安裝一般型讀卡機並接好，或把健保卡插到底，晶片朝上。',
    en: 'Install and connect an ordinary card reader, or push the health card in fully, chip side up.',
  },
  again: {
    zh: '請拔出健保卡，把晶片擦乾淨，重新插到底再試一次；仍無法解決時，換一臺讀卡機試試。',
    en: 'Take the health card out, wipe the chip, push it in fully and try again; if that fails, try another reader.',
  },
  'other-card': {
    zh: '請確認插的是您自己的健保卡，而且沒有註銷；已換發時，請用新卡。卡片壞了，請洽健保署各分區業務組。',
    en: 'Make sure that it is your own health card and not cancelled; after a replacement use the new one. For a broken card ask the health insurance administration.',
  },
  restart: {
    zh: '請重新啟動健保卡元件，關閉並重新開啟瀏覽器；仍無法解決時，請重新安裝元件。',
    en: 'Restart the health-card component and reopen the browser; if that fails, install the component again.',
  },
  install: {
    zh: '請到健保署的元件檢測頁看版本編號；不是 0011 或 1001，請下載新的元件安裝。安裝時出現錯誤，先在工作管理員結束 mNHIIC Service，再安裝一次。',
    en: 'Look at the version on the test page of the health insurance administration; unless it is 0011 or 1001, download and install the new component. If installing fails, end mNHIIC Service in the task manager first, then install again.',
  },
  password: {
    zh: '這是您在健保署網站註冊時設的密碼，6 到 12 個字。請再輸入一次；忘記了，請到健保署網站用「忘記註冊密碼」重設。',
    en: 'It is the password you chose when you registered on the site of the health insurance administration, 6 to 12 characters. Type it again; if you forgot it, reset it on that site.',
  },
  register: {
    zh: '請先用健保卡、戶號和戶籍地址，到健保署網站完成健保卡網路服務註冊，再回來登入。',
    en: 'First register the card on the site of the health insurance administration with the card, your household number and registered address; then sign in here.',
  },
  unlock: {
    zh: '請到健保署網站重新註冊，或帶身分證明文件到健保署各地聯合服務中心；這段期間請改用別的方式登入。',
    en: 'Register again on the site of the health insurance administration, or go to its service centre with your ID; until then sign in another way.',
  },
  retry: {
    zh: '請重新插卡，再登入一次；仍無法解決時，請改用別的方式登入，並把代碼告知人事室。',
    en: 'Put the card in again and sign in once more; if that fails, sign in another way and tell the HR office the code.',
  },
  tell: {
    zh: '請再試一次；仍無法解決時，請改用別的方式登入，並把代碼告知人事室。',
    en: 'Try again; if that fails, sign in another way and tell the HR office the code.',
  },
} as const satisfies Record<string, Sentence>

type Line = readonly [remedy: keyof typeof remedies, zh: string, en: string]

// the published table of the component, the document that schools were trained with (4206, A001, 8013, 7004), and our
// verifier's own
const lines: Record<HealthCardCode | 'unknown', Line> = {
  '0000': ['none', '成功，沒有錯誤', 'Success, no error'],
  '4061': ['network', '元件連不到健保署的服務', 'The component cannot reach the health insurance administration'],
  '4206': ['install', '健保卡元件的安裝有問題', 'The health-card component is not installed properly'],
  '7001': ['smart-cards', '電腦的讀卡環境異常', 'The card services of the computer do not work'],
  '7002': ['reader', '找不到讀卡機', 'No reader is found'],
  '7003': ['reader', '讀卡機不能使用', 'The reader cannot be used'],
  '7004': ['insert', '讀卡機裡沒有健保卡', 'There is no health card in the reader'],
  '8001': ['again', '讀不到卡片的識別資料', 'The card does not tell which card it is'],
  '8002': ['again', '取不到卡片的亂數', 'The card gives no random number'],
  '8003': ['again', '把認證資料送進卡片時失敗', 'The card did not take the data of the check'],
  '8004': ['again', '認卡時傳輸異常', 'The connection failed while the card was checked'],
  '8005': ['again', '認卡時傳輸異常', 'The connection failed while the card was checked'],
  '8006': ['other-card', '健保署不承認這張卡片', 'The health insurance administration does not accept this card'],
  '8007': ['again', '認卡快完成時傳輸異常', 'The connection failed at the end of the card’s check'],
  '8008': ['again', '認卡快完成時傳輸異常', 'The connection failed at the end of the card’s check'],
  '8009': ['password', '註冊密碼的長度不符', 'The registered password has the wrong length'],
  '8010': ['again', '讀不到卡片的基本資料', 'The basic data of the card cannot be read'],
  '8011': ['again', '讀不到卡片的基本資料', 'The basic data of the card cannot be read'],
  '8012': ['again', '認卡或讀卡異常', 'Checking or reading the card failed'],
  '8013': [
    'reader-or-card',
    '讀卡機沒有裝好，或沒有插健保卡',
    'The reader is not installed properly, or there is no health card in it',
  ],
  '8201': ['restart', '健保卡元件的服務異常', 'The service of the health-card component does not work'],
  '8202': ['restart', '健保卡元件的服務異常', 'The service of the health-card component does not work'],
  '8300': ['restart', '健保卡元件的加密功能異常', 'The cryptography of the health-card component does not work'],
  '8301': ['restart', '健保卡元件的加密功能異常', 'The cryptography of the health-card component does not work'],
  '8302': ['restart', '健保卡元件的加密功能異常', 'The cryptography of the health-card component does not work'],
  '8303': ['restart', '健保卡元件的加密功能異常', 'The cryptography of the health-card component does not work'],
  '8304': [
    'network',
    '無法連線到健保署的認證伺服器',
    'No session with the authentication server of the administration',
  ],
  '8305': [
    'network',
    '無法連線到健保署的認證伺服器',
    'No session with the authentication server of the administration',
  ],
  '8306': ['restart', '健保卡元件的加密功能異常', 'The cryptography of the health-card component does not work'],
  '8403': ['install', '元件下載自己的檔案時失敗', 'The component could not download its own files'],
  '8404': ['install', '元件下載自己的檔案時失敗', 'The component could not download its own files'],
  '9001': ['retry', '健保署驗證簽章未通過', 'The health insurance administration refused the signature'],
  '9002': ['retry', '健保署驗證簽章未通過', 'The health insurance administration refused the signature'],
  '9101': ['password', '註冊密碼錯誤', 'The registered password is wrong'],
  '9102': ['register', '這張健保卡還沒有註冊網路服務', 'This health card is not registered for use on the internet'],
  '9103': ['unlock', '這張健保卡的註冊已經鎖住', 'The registration of this health card is locked'],
  '9876': ['install', '這個代碼不是健保署的元件會回的', 'This is no code of the official component'],
  '9999': ['install', '元件無法辨識本站的要求', 'The component does not understand this site'],
  A001: [
    'install',
    '健保卡元件沒有安裝好，或沒有啟動',
    'The health-card component is not installed properly or not running',
  ],
  unknown: ['tell', '健保卡元件回報了我們不認得的代碼', 'The health-card component reports a code that we do not know'],
}

function keyed<Kind extends string>(kind: Kind, say: (line: Line, code: string) => Sentence) {
  const entries = Object.entries(lines).map(([code, line]) => [`health-card.${kind}.${code}`, say(line, code)])
  return Object.fromEntries(entries) as Record<`health-card.${Kind}.${HealthCardCode | 'unknown'}`, Sentence>
}

/** For each code: the sentence of a failed sign-in, and its two halves as the dictionary shows them. */
export const healthCardCode = {
  ...keyed('code', ([remedy, zh, en], code) => ({
    zh: `${zh}${code === 'unknown' ? '' : `（代碼 ${code}）`}。${remedies[remedy].zh}`,
    en: `${en}${code === 'unknown' ? '' : ` (code ${code})`}. ${remedies[remedy].en}`,
  })),
  ...keyed('meaning', ([, zh, en]) => ({ zh: `${zh}。`, en: `${en}.` })),
  ...keyed('remedy', ([remedy]) => remedies[remedy]),
}
