import type { ComponentRefusal } from '../../domain/ways/component-codes.ts'
import type { Sentence } from '../sentences.ts'

/** Holes: `code` the component's numbers in hex, `component` its origin, `host` ours. */
export const component = {
  'component.refused.cancelled': {
    zh: '您在元件視窗按了取消，沒有簽章。要繼續，請再輸入 PIN 碼。（代碼 {code}）',
    en: 'You cancelled in the component’s window; nothing was signed. To go on, type the PIN again. (Code {code})',
  },
  'component.refused.card-removed': {
    zh: '讀取途中抽出了卡片。請重新插好卡片，等燈號穩定再試一次。（代碼 {code}）',
    en: 'The card was taken out while it was read. Put it in again, wait for the light to settle, and try again. (Code {code})',
  },
  'component.refused.card-unreadable': {
    zh: '讀卡機讀不到這張卡片。請把晶片朝上重新插一次；仍無法解決時，請換一臺讀卡機或換一張卡試試。（代碼 {code}）',
    en: 'The reader cannot read this card. Put it in again, chip side up; if that fails, try another reader or card. (Code {code})',
  },
  'component.refused.closed': {
    zh: '元件的小視窗在開始簽章前就關了。請再試一次，小視窗會自己關，不必動它。',
    en: 'The component’s small window was closed before it began. Try again and leave the window alone; it closes by itself.',
  },
  'component.refused.closed-while-signing': {
    zh: '簽章還沒完成，元件的小視窗就關了，所以沒有送出。請再試一次，等小視窗自己關。',
    en: 'The component’s small window was closed before the signature was finished, so nothing was sent. Try again and let it close by itself.',
  },
  'component.refused.early': {
    zh: '卡片上的憑證還沒到生效日。請確認這臺電腦的日期正確；日期正確時，請洽發卡機關。（代碼 {code}）',
    en: 'The certificate on the card is not valid yet. Check the date of this computer; if it is right, ask the issuer of the card. (Code {code})',
  },
  'component.refused.expired': {
    zh: '卡片上的憑證過期了。請到內政部憑證管理中心網站辦理展期，或到戶政事務所換發；在那之前可用帳號密碼。（代碼 {code}）',
    en: 'The certificate on the card has expired. Renew it on the MOICA site or at a household registration office; until then use your login name and password. (Code {code})',
  },
  'component.refused.garbled': {
    zh: '元件有回答，但不是 JSON，本站無法辨識。請重新啟動元件；仍無法解決時，請重新安裝 HiCOS。',
    en: 'The component answered with something that is no JSON. Restart it; if that fails, install HiCOS again.',
  },
  'component.refused.helper': {
    zh: '元件找不到讀卡程式或等太久沒有回應。請拔插讀卡機、重新啟動元件（工作列的 HiCOS 圖示），再試一次。（代碼 {code}）',
    en: 'The component’s helper did not start or did not answer. Plug the reader in again, restart the component (HiCOS in the tray), and try again. (Code {code})',
  },
  'component.refused.library': {
    zh: '元件缺少讀卡的函式庫，可能安裝不完整。請重新安裝 HiCOS，重開瀏覽器後再試。（代碼 {code}）',
    en: 'The card library of the component is missing; the installation may be incomplete. Install HiCOS again, restart the browser and try again. (Code {code})',
  },
  'component.refused.log-in': {
    zh: '卡片沒有接受這次登入，但沒有說原因。請重新插卡再試一次；連續失敗時先停下來，以免鎖卡。（代碼 {code}）',
    en: 'The card refused to log in and gave no reason. Put it in again and retry; stop if it keeps failing, so that it does not lock. (Code {code})',
  },
  'component.refused.no-answer': {
    zh: '元件等了一分鐘沒有回答，沒有簽章。請看看讀卡機上的卡片是否插好，再試一次。',
    en: 'The component gave no answer for a minute; nothing was signed. Check that the card is fully inserted and try again.',
  },
  'component.refused.no-card': {
    zh: '讀卡機裡沒有卡片。請把卡片插到底，晶片朝上，再試一次。（代碼 {code}）',
    en: 'There is no card in the reader. Push the card in fully, chip side up, and try again. (Code {code})',
  },
  'component.refused.no-certificate': {
    zh: '這張卡片裡找不到可以簽章的憑證。請確認插的是已開卡的自然人憑證。（代碼 {code}）',
    en: 'This card holds no certificate for signing. Make sure it is an activated citizen card. (Code {code})',
  },
  'component.refused.no-reader': {
    zh: '元件找不到讀卡機。請接好讀卡機；如果是剛剛才接上的，請重新啟動元件（工作列的 HiCOS 圖示），再試一次。（代碼 {code}）',
    en: 'The component finds no reader. Connect it; if you connected it just now, restart the component (HiCOS in the tray) and try again. (Code {code})',
  },
  'component.refused.not-ready': {
    zh: '這臺電腦的讀卡元件沒有回應。可能還沒安裝 HiCOS，或元件沒有啟動。請開啟 {component}/selfTest.htm 檢查；無法開啟，就是元件沒有在執行。',
    en: 'The card component of this computer does not answer. HiCOS may not be installed or not running. Open {component}/selfTest.htm: if that fails, it is not running.',
  },
  'component.refused.other-card': {
    zh: '插的是另一種卡片。請改插您自己的自然人憑證，再試一次。（代碼 {code}）',
    en: 'This is another kind of card. Put in your own citizen card and try again. (Code {code})',
  },
  'component.refused.other-function': {
    zh: '元件回報的是開卡、解密等別的功能的錯誤，沒有簽章。請重新啟動元件再試；仍無法解決時，請把代碼告知人事室。（代碼 {code}）',
    en: 'The component reports an error of another function, such as opening a card or decrypting; nothing was signed. Restart it and try again, or tell HR this code. (Code {code})',
  },
  'component.refused.other-origin': {
    zh: '簽章從別的位址回來，本站不接受。請關閉會改網址的擴充功能或安全軟體，再試一次；仍無法解決時，請告知資訊人員。',
    en: 'The signature came back from another address, so it is not accepted. Switch off extensions or security software that change addresses, or tell your ICT staff.',
  },
  'component.refused.pin-few-left': {
    zh: 'PIN 碼錯誤，剩下的次數不多了。沒有把握請先停下來，以免鎖卡；可用帳號密碼，或到發卡機關重設。（代碼 {code}）',
    en: 'The PIN is wrong and few tries are left. Stop if you are not sure, or the card locks; use your password, or have the PIN reset by the issuer. (Code {code})',
  },
  'component.refused.pin-length': {
    zh: 'PIN 碼的長度不符，自然人憑證的 PIN 碼是 6 到 8 碼。請再輸入一次。（代碼 {code}）',
    en: 'The PIN has the wrong length; a citizen card has six to eight characters. Type it again. (Code {code})',
  },
  'component.refused.pin-locked': {
    zh: '這張卡片已經鎖卡，再試也不會通過。請到內政部憑證管理中心網站或戶政事務所解鎖；在那之前可用帳號密碼。（代碼 {code}）',
    en: 'This card is locked; trying again does not help. Unlock it on the MOICA site or at a household registration office; until then use your login name and password. (Code {code})',
  },
  'component.refused.pin-missing': {
    zh: '元件沒有收到 PIN 碼。請再輸入一次。（代碼 {code}）',
    en: 'The component received no PIN. Type it again. (Code {code})',
  },
  'component.refused.pin-one-left': {
    zh: 'PIN 碼錯誤，只剩一次機會，再錯就會鎖卡。沒有把握請先停下來，改用帳號密碼，或到發卡機關重設。（代碼 {code}）',
    en: 'The PIN is wrong. One try is left, then the card locks. Stop if you are not sure; use your password, or have the PIN reset by the issuer. (Code {code})',
  },
  'component.refused.pin-two-left': {
    zh: 'PIN 碼錯誤，還剩兩次機會。請看清楚再輸入，連錯會鎖卡。（代碼 {code}）',
    en: 'The PIN is wrong. Two tries are left; type it with care, or the card locks. (Code {code})',
  },
  'component.refused.pin-wrong': {
    zh: 'PIN 碼錯誤。請再輸入一次；連續錯 3 次會鎖卡。（代碼 {code}）',
    en: 'The PIN is wrong. Type it again; after three wrong ones in a row the card locks. (Code {code})',
  },
  'component.refused.popup-blocked': {
    zh: '瀏覽器擋下了元件的小視窗。請在網址列旁允許本站開啟彈出視窗，再按一次。',
    en: 'The browser blocked the component’s small window. Allow pop-ups for this site beside the address and press the button again.',
  },
  'component.refused.request': {
    zh: '元件無法辨識本站的要求，可能版本太舊。請更新 HiCOS，重開瀏覽器後再試；仍無法解決時，請把代碼告知人事室。（代碼 {code}）',
    en: 'The component does not understand this site; it may be too old. Update HiCOS, restart the browser and try again, or tell HR this code. (Code {code})',
  },
  'component.refused.signing': {
    zh: '卡片簽章時出錯，沒有簽成。請重新插卡再試一次；仍無法完成時，請重新啟動元件。（代碼 {code}）',
    en: 'The card failed while signing; nothing was signed. Put it in again and retry; if it fails again, restart the component. (Code {code})',
  },
  'component.refused.software-certificate': {
    zh: '元件去找了電腦裡的軟體憑證，不是卡片。請插好卡片、重新啟動元件，再試一次。（代碼 {code}）',
    en: 'The component looked for a certificate in the computer instead of the card. Put the card in, restart the component and try again. (Code {code})',
  },
  'component.refused.stale': {
    zh: '元件還記著先前那張卡或展期前的憑證。請重新啟動元件（工作列的 HiCOS 圖示）、關閉並重新開啟瀏覽器、重新插卡，再試一次。（代碼 {code}）',
    en: 'The component still remembers an earlier card or certificate. Restart it (HiCOS in the tray), reopen the browser, put the card in again and retry. (Code {code})',
  },
  'component.refused.unknown': {
    zh: '元件回報了我們不認得的錯誤，沒有簽章。請再試一次；仍無法解決時，請把代碼 {code} 告知人事室。',
    en: 'The component reports an error that we do not know; nothing was signed. Try again, or tell HR the code {code}.',
  },
  'component.refused.unreadable': {
    zh: '沒有收到元件的簽章。請確認瀏覽器已開啟 JavaScript，再試一次；無法開啟時，請改用帳號密碼。',
    en: 'No signature of the component arrived. Make sure that JavaScript is on and try again; without it use your login name and password.',
  },
  'component.refused.untrusted': {
    zh: '這臺電腦的元件還不信任本站。請在瀏覽器開啟 {component}/addDomain?domain={host} ，按同意後回到這裡再試一次。（代碼 {code}）',
    en: 'The component of this computer does not trust this site yet. Open {component}/addDomain?domain={host} in the browser, agree, then come back and try again. (Code {code})',
  },
  'component.refused.wrong-func': {
    zh: '元件回答的是另一個功能，不是簽章。請更新 HiCOS；仍無法解決時，請洽資訊人員，可能是別的程式在代替元件回答。',
    en: 'The component answered another question than the one for a signature. Update HiCOS; if that fails, ask your ICT staff: another program may be answering in its place.',
  },
} as const satisfies Record<ComponentRefusal, Sentence>
