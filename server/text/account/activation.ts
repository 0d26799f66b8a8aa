import type { Sentences } from '../sentences.ts'

export const activation = {
  'activation.by-code': {
    zh: '用人事室的啟用碼',
    en: 'With a code from HR',
  },
  'activation.card.button': { zh: '登記這張卡片並登入', en: 'Register this card and sign in' },
  'activation.card.number-hint': {
    zh: '卡片上只有末四碼，請輸入完整號碼。',
    en: 'The card says the last four only, so type the whole number.',
  },
  'activation.card.text': {
    zh: '插入您自己的自然人憑證，輸入 PIN 碼。登記後就用這張卡片登入；展期後不必再登記。',
    en: 'Insert your own citizen card and type its PIN. From then on this card signs you in, also after it was renewed.',
  },
  'activation.card.title': { zh: '用自然人憑證', en: 'By citizen card' },
  'activation.code-hint': {
    zh: '人事室給您的 10 個字，例如 ABCDE-FGHJK。不分大小寫，連字號可省略。',
    en: 'The ten characters from HR, like ABCDE-FGHJK. Capitals and the hyphen make no difference.',
  },
  'activation.health_card.text': {
    zh: '插入您自己的健保卡，輸入在健保署網站註冊的密碼，以後就用它登入。',
    en: 'Insert your own health card and type the password you registered for it, and sign in with both from then on.',
  },
  'activation.last-four': { zh: '身分證統一編號末四碼', en: 'Last four of your ID number' },
  'activation.last-four-hint': { zh: '外籍人士請填統一證號末四碼。', en: 'Of the UI number, if you hold an ARC.' },
  'activation.lead': {
    zh: '第一次使用，請輸入人事室給您的啟用碼，再確認是您本人。',
    en: 'The first time, type the activation code from HR and show that it is you.',
  },
  'activation.lead-either': {
    zh: '第一次使用，請證明是您本人：用人事室給的啟用碼，或直接用您自己的{ways}。',
    en: 'The first time, show that it is you: with the code from HR, or at once with your own {ways}.',
  },
  'activation.mail.code': {
    zh: '人事室請您啟用人事櫃檯的帳號。請在 {days} 天內開啟這個連結，再輸入您的姓名和身分證統一編號末四碼：',
    en: 'The HR office asks you to activate your account at the Personnel Desk. Open this link within {days} days, then type your name and the last four of your ID number:',
  },
  'activation.mail.lead': {
    zh: '您開啟了人事室寄的連結。再確認是您本人，就可以選擇以後怎麼登入。',
    en: 'You opened the link from the HR office. Show that it is you, then choose how you will sign in.',
  },
  'activation.mail.otherwise': {
    zh: '若您不認得這封信，不必理會，也可以告知人事室。',
    en: 'If this means nothing to you, do nothing, or tell the HR office.',
  },
  'activation.mail.subject': { zh: '人事櫃檯：啟用您的帳號', en: 'Personnel Desk: activate your account' },
  'activation.name-hint': { zh: '照身分證上的寫法。', en: 'As on your ID card.' },
  'activation.next': { zh: '下一步', en: 'Next' },
  'activation.no-code': {
    zh: '沒有啟用碼，或啟用碼過期了？請帶證件到人事室領新的。',
    en: 'No code, or an expired one? Show your ID at the HR office and get a new one.',
  },
  'activation.password.button': { zh: '設定密碼並登入', en: 'Set the password and sign in' },
  'activation.password.title': { zh: '用帳號密碼', en: 'By login name and password' },
  'activation.refused.active': {
    zh: '您的帳號已經啟用，不必再啟用一次。請直接登入；用這種方式無法登入時，請先用別的方式登入，再到「我的帳號」登記。',
    en: 'Your account is active already. Sign in; if that fails this way, sign in another way and register it in your account.',
  },
  'activation.refused.card-name': {
    zh: '卡片上的姓名與人事資料不符，已經通知人事室核對。請帶身分證和卡片到人事室；在那之前可以先設定帳號密碼。',
    en: 'The name on the card differs from your record, and HR has been asked to check. Take ID card and citizen card to the HR office; until then set a login name and password.',
  },
  'activation.refused.card-number': {
    zh: '這張卡片的身分證統一編號末四碼與您的人事資料不符，不能登記。請確認插的是您自己的卡片。',
    en: 'The last four of the ID number on this card differ from your record, so it cannot be registered. Make sure it is your own card.',
  },
  'activation.refused.card-typed': {
    zh: '這個身分證統一編號的末四碼與卡片上的不同。請檢查有沒有打錯，並確認插的是您自己的卡片。',
    en: 'The last four of this ID number are not those on the card. Check for a typing mistake, and make sure that it is your own card.',
  },
  'activation.refused.code-shape': {
    zh: '啟用碼是 10 個英文字母或數字，請對照人事室給您的紙本。',
    en: 'A code has ten characters. Compare it with the paper from HR.',
  },
  'activation.refused.expired': {
    zh: '這個啟用碼已經過期，或人事室給過您更新的一個。請用最新的，或到人事室再領。',
    en: 'This code has expired or was replaced by a newer one. Use the newest, or get another from HR.',
  },
  'activation.refused.last-four-shape': {
    zh: '請輸入身分證統一編號的末四碼。',
    en: 'Type the last four characters of your ID number.',
  },
  'activation.refused.link': {
    zh: '這個連結已經失效，或已經用過。帳號已啟用時請直接登入；尚未啟用時，請向人事室索取新的連結。',
    en: 'This link has expired or was already used. Sign in if you activated your account; if not, ask the HR office for a new one.',
  },
  'activation.refused.no-match': {
    zh: '用這張卡片和這個身分證統一編號，找不到等候啟用的帳號。請確認號碼是否正確；號碼正確時，請洽人事室。若只是姓名寫法與人事資料不同，人事室已經收到通知。',
    en: 'No account waits for this card with this ID number. Check for a typing mistake; if there is none, ask the HR office. Where only the name is written differently, they have been told.',
  },
  'activation.refused.nobody': {
    zh: '這裡沒有等候您啟用的帳號。請洽您學校的人事室建立帳號。',
    en: 'No account waits for you here. Ask the HR office of your school to open one.',
  },
  'activation.refused.not-waiting': {
    zh: '這個帳號不在等候啟用的狀態。若已經啟用過，請直接登入；仍無法登入時，請洽人事室。',
    en: 'This account does not wait to be activated. Sign in if you activated it before; if that fails, ask the HR office.',
  },
  'activation.refused.over': {
    zh: '已超過 15 分鐘，或已在別處完成啟用。尚未完成時，請再輸入一次啟用碼。',
    en: 'The 15 minutes are over, or it was finished elsewhere. If not, type the code again.',
  },
  'activation.refused.phone-name': {
    zh: '手機憑證上的姓名與人事資料不符，已經通知人事室核對。請帶身分證到人事室，或改用人事室給的啟用碼設定帳號密碼。',
    en: 'The name on the phone’s certificate differs from your record, and HR has been asked to check. Show your ID at the HR office, or set a password with a code from them.',
  },
  'activation.refused.retired': {
    zh: '這張憑證以前停用或移除過，不能代替啟用碼。請用人事室給的啟用碼啟用。',
    en: 'This certificate was blocked or removed before and cannot take the place of a code. Activate with a code from HR.',
  },
  'activation.refused.tries': {
    zh: '這個啟用碼輸入錯誤太多次，已經停用。請帶證件到人事室領新的。',
    en: 'This code was tried too often and is closed. Show your ID at the HR office and get a new one.',
  },
  'activation.refused.unknown': {
    zh: '啟用碼、姓名或末四碼不符，請再檢查一次。同一個啟用碼錯 5 次就會停用。',
    en: 'Code, name and last four do not agree. Look again; a code closes after five wrong tries.',
  },
  'activation.refused.used': {
    zh: '這個啟用碼已經用過。請直接登入；若不是您使用，請立即告知人事室。',
    en: 'This code was used. Sign in instead; if it was not you who used it, tell the HR office at once.',
  },
  'activation.refused.who': {
    zh: '姓名或末四碼與人事資料不符，請再檢查一次。錯 5 次後，這個連結會停用。',
    en: 'Name or last four do not agree with your record. Look again; the link closes after five wrong tries.',
  },
  'activation.refused.wait': {
    zh: '這裡試了太多次。請在 {time} 以後再試。',
    en: 'Too many tries from here. Try again after {time}.',
  },
  'activation.title': { zh: '啟用帳號', en: 'Activate your account' },
  'activation.to-sign-in': { zh: '已經啟用過：登入', en: 'Done before: sign in' },
  'activation.phone.text': {
    zh: '用手機上的行動自然人憑證登記，以後就用同一支手機登入。',
    en: 'Register with the mobile certificate on your phone, and sign in with it from then on.',
  },
  'activation.way.lead': {
    zh: '{name}，您好。請選擇以後的登入方式。',
    en: 'Welcome, {name}. Choose how you will sign in from now on.',
  },
  'activation.way.time': {
    zh: '請在 15 分鐘內完成；逾時請再輸入一次啟用碼。',
    en: 'You have 15 minutes; after that just type the code again.',
  },
  'activation.way.title': { zh: '選擇登入方式', en: 'Choose how to sign in' },
  'activation.without-code.lead': {
    zh: '人事室替您建立帳號後，就可以直接用您自己的{ways}啟用，以後也用它登入。無法使用時，請帶證件到人事室領啟用碼。',
    en: 'Once HR has opened an account for you, activate it with your own {ways}, and sign in with it from then on. If you have none, show your ID at the HR office and get a code.',
  },
  'activation.without-code.title': {
    zh: '沒有啟用碼：用您的{ways}',
    en: 'Without a code: by your own {ways}',
  },
} as const satisfies Sentences
