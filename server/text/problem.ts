import type { Sentences } from './sentences.ts'

export const problem = {
  'problem.back': { zh: '回到首頁', en: 'Back to the home page' },
  'problem.busy': { zh: '系統目前忙碌，請過一分鐘再試。', en: 'The system is busy. Try again in a minute.' },
  'problem.changed-meanwhile': {
    zh: '您查看期間，資料已有人更改。請重新開啟這一頁。',
    en: 'Somebody changed this while you were looking. Open the page again.',
  },
  'problem.forbidden': { zh: '您沒有這項操作的權限。', en: 'You are not allowed to do this.' },
  'problem.form-too-old': {
    zh: '無法確認這份表單（頁面開啟過久，或您已在另一個分頁登出），尚未送出。請按瀏覽器的「上一頁」，重新整理後再送一次。',
    en: 'This form could not be confirmed and was not sent: the page was open too long, or you signed out in another tab. Go back, reload, and send it again.',
  },
  'problem.no-cookies': {
    zh: '瀏覽器沒有送回 Cookie（設定不允許，或瀏覽器曾經關閉），無法確認這份表單，尚未送出。請在瀏覽器設定中允許本站的 Cookie（無痕視窗和隱私設定可能會擋住），重新開啟這一頁後再送一次。',
    en: 'The browser sent no cookies back (its settings forbid them, or it was closed meanwhile), so this form could not be confirmed and was not sent. Allow cookies of this site in the settings of the browser (private windows and privacy settings may block them), open the page again, and send it once more.',
  },
  'problem.not-found': {
    zh: '網址可能有誤、頁面已經移除，或不在您的權限範圍內。',
    en: 'The address may be wrong, the page may be gone, or it is not yours to see.',
  },
  'problem.not-now': {
    zh: '系統暫時無法讀取資料，請過一分鐘再重新整理這一頁。',
    en: 'The system cannot read its data just now. Wait a minute, then reload this page.',
  },
  'problem.not-saved': {
    zh: '系統暫時無法儲存資料，這一步很可能沒有存下來。請過一分鐘按瀏覽器的「上一頁」，填寫的內容仍在那裡，再送出一次。',
    en: 'The system cannot save anything just now, and this step was very likely not saved. Wait a minute, then go back: what you typed is still there. Send it again.',
  },
  'problem.ours': {
    zh: '系統發生錯誤，並非您操作有誤。您的資料沒有遺失，請稍後再試。',
    en: 'Something broke on our side. Nothing of yours is lost. Try again a little later.',
  },
  'problem.pin-received': {
    zh: '收到的內容裡有 PIN 碼欄位，已經拒收，也沒有留下。PIN 碼只能交給您電腦上的元件；如果網頁要您把 PIN 碼送出，請通知資訊人員。',
    en: 'The request held a PIN field. It was refused and not kept. A PIN goes only to the component on your computer; tell your ICT staff if a page asks you to send it.',
  },
  'problem.reference': { zh: '詢問時請告知編號 {reference}', en: 'When you ask for help, quote {reference}' },
  'problem.sent-before': {
    zh: '這份表單先前已經送出，內容與這次不同，所以這次沒有處理。請重新開啟這一頁再填一次。',
    en: 'This form was sent before with other contents, so it was not carried out this time. Open the page again and fill in the form.',
  },
  'problem.sign-in': { zh: '到登入頁，選一種方式登入', en: 'To the sign-in page, with all ways to sign in' },
  'problem.title': { zh: '操作沒有完成', en: 'This was not completed' },
  'problem.title-forbidden': { zh: '沒有權限', en: 'Not allowed' },
  'problem.title-not-found': { zh: '找不到這一頁', en: 'Page not found' },
  'problem.title-not-sent': { zh: '內容尚未送出', en: 'Nothing was sent' },
  'problem.title-ours': { zh: '系統暫時無法處理', en: 'The system cannot do this now' },
  'problem.too-large': {
    zh: '送出的內容太大。請減少內容或縮小檔案後再送一次。',
    en: 'What you sent is too large. Send less, or a smaller file.',
  },
  'problem.too-many': {
    zh: '短時間內試了太多次，請稍後再試。',
    en: 'Too many tries in a short time. Try again later.',
  },
  'problem.too-slow': {
    zh: '網路太慢或中斷，送出的內容沒有收完，所以沒有留下；先前已儲存的都還在。請確認網路後，回到上一頁再送一次。檔案較大時，可降低解析度或分成幾份。',
    en: 'The network was too slow or broke off before all of it came, so none of it was kept; what was saved before is still there. Check the network, go back, and send it again. A smaller file, or one in parts, comes sooner.',
  },
  'problem.unreadable': {
    zh: '無法辨識送出的內容，請回上一頁再試一次。',
    en: 'What was sent could not be read. Go back and try again.',
  },
  'problem.upload-cut': {
    zh: '檔案沒有完整送達，所以沒有留下。請回上一頁，重新選擇檔案再送一次。',
    en: 'The file did not arrive whole, so it was not kept. Go back, choose it again, and send it.',
  },
} as const satisfies Sentences
