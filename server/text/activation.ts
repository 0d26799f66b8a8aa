import type { Sentences } from './sentences.ts'

export const activation = {
  'activation.card.button': { zh: '登記這張卡片並登入', en: 'Register this card and sign in' },
  'activation.card.text': {
    zh: '插入您自己的自然人憑證，輸入 PIN 碼。登記後就用這張卡片登入；展期後不必再登記。',
    en: 'Insert your own citizen card and type its PIN. From then on this card signs you in, also after it was renewed.',
  },
  'activation.card.title': { zh: '用自然人憑證', en: 'By citizen card' },
  'activation.code-hint': {
    zh: '人事室給您的十個字，例如 ABCDE-FGHJK。大小寫和連字號都可以。',
    en: 'The ten letters from HR, like ABCDE-FGHJK. Capitals and the hyphen make no difference.',
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
  'activation.mail.invited': {
    zh: '人事室請您啟用人事櫃檯的帳號。請在 {days} 天內開啟這個連結，再輸入您的姓名和身分證統一編號末四碼：',
    en: 'The HR office asks you to activate your account at the Personnel Desk. Open this link within {days} days, then type your name and the last four of your ID number:',
  },
  'activation.mail.lead': {
    zh: '您開啟了人事室寄的連結。再確認是您本人，就可以選擇以後怎麼登入。',
    en: 'You opened the link from the HR office. Show that it is you, then choose how you will sign in.',
  },
  'activation.mail.otherwise': {
    zh: '不認得這封信的話，不用做任何事，也可以告訴人事室。',
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
  'activation.refused.card-name': {
    zh: '卡片上的姓名和人事資料不一樣。請帶身分證和卡片到人事室核對；在那之前可以先設定帳號密碼。',
    en: 'The name on the card differs from your record. Take ID card and citizen card to the HR office; until then set a login name and password.',
  },
  'activation.refused.card-number': {
    zh: '這張卡片的身分證末四碼和您的人事資料不一樣，不能登記。請確認插的是您自己的卡片。',
    en: 'The last four of the ID number on this card differ from your record, so it cannot be registered. Make sure it is your own card.',
  },
  'activation.refused.code-shape': {
    zh: '啟用碼是十個英文字母或數字，請對照人事室給您的紙本。',
    en: 'A code has ten letters or digits. Compare it with the paper from HR.',
  },
  'activation.refused.expired': {
    zh: '這個啟用碼已經過期，或人事室給過您更新的一個。請用最新的，或到人事室再領。',
    en: 'This code has expired or was replaced by a newer one. Use the newest, or get another from HR.',
  },
  'activation.refused.last-four-shape': {
    zh: '請輸入身分證統一編號的最後四碼。',
    en: 'Type the last four characters of your ID number.',
  },
  'activation.refused.link': {
    zh: '這個連結已經失效，或已經用過。啟用過的話請直接登入；還沒有，請向人事室要新的。',
    en: 'This link is over or was used. Sign in if you activated your account; if not, ask the HR office for a new one.',
  },
  'activation.refused.not-waiting': {
    zh: '這個帳號不是在等啟用。已經啟用過的話請直接登入；登不進去，請向人事室查詢。',
    en: 'This account does not wait to be activated. Sign in if you activated it before; if that fails, ask the HR office.',
  },
  'activation.refused.over': {
    zh: '超過十五分鐘，或已經在別的地方啟用完成。還沒完成的話，請再輸入一次啟用碼。',
    en: 'Fifteen minutes are over, or it was finished elsewhere. If not, type the code again.',
  },
  'activation.refused.tries': {
    zh: '這個啟用碼錯太多次，已經停用。請帶證件到人事室領新的。',
    en: 'This code was tried too often and is closed. Show your ID at the HR office and get a new one.',
  },
  'activation.refused.unknown': {
    zh: '啟用碼、姓名或末四碼對不起來，請再看一次。同一個啟用碼錯五次會停用。',
    en: 'Code, name and last four do not agree. Look again; a code closes after five wrong tries.',
  },
  'activation.refused.used': {
    zh: '這個啟用碼已經用過。請直接登入；不是您用的話，請馬上告訴人事室。',
    en: 'This code was used. Sign in instead; if it was not you who used it, tell the HR office at once.',
  },
  'activation.refused.who': {
    zh: '姓名或末四碼和人事資料對不起來，請再看一次。錯五次，這個連結會停用。',
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
    zh: '{name}，您好。以後要怎麼登入，請選一種。',
    en: 'Welcome, {name}. Choose how you will sign in from now on.',
  },
  'activation.way.notice': {
    zh: '說明我們怎麼用您的資料。啟用表示您看過了。',
    en: 'says what becomes of your data. By activating you say that you have read it.',
  },
  'activation.way.time': {
    zh: '請在十五分鐘內完成；超過時間，再輸入一次啟用碼就好。',
    en: 'You have fifteen minutes; after that just type the code again.',
  },
  'activation.way.title': { zh: '選擇登入方式', en: 'Choose how to sign in' },
} as const satisfies Sentences
