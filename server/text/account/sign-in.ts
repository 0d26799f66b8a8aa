import type { Sentences } from '../sentences.ts'

export const signIn = {
  'sign-in.card.agency': {
    zh: '機關憑證（GCA、XCA）代表機關，不能單獨登入。請先以您自己的方式登入，再插入機關憑證。',
    en: 'An agency card (GCA or XCA) stands for an agency and does not sign in alone. Sign in as yourself first, then insert it.',
  },
  'sign-in.card.agency-go': { zh: '登入並插入機關憑證', en: 'Sign in and insert an agency card' },
  'sign-in.card.button': { zh: '用自然人憑證登入', en: 'Sign in with citizen card' },
  'sign-in.card.first-time': {
    zh: '第一次使用卡片：用它啟用帳號；已經有帳號，登入後在「我的帳號」登記',
    en: 'First time with a card: activate your account with it; if it is active, register the card in your account after signing in',
  },
  'sign-in.card.guide': { zh: '安裝讀卡元件', en: 'Install the card component' },
  'sign-in.card.lost': { zh: '卡片遺失、損壞或換了新卡', en: 'Card lost, broken or replaced' },
  'sign-in.card.pin': { zh: '忘記 PIN 碼或卡片已鎖卡', en: 'PIN forgotten or card locked' },
  'sign-in.card.self-test': { zh: '檢查這臺電腦的讀卡元件', en: 'Check the card component of this computer' },
  'sign-in.card.text': {
    zh: '插入卡片，輸入 PIN 碼。PIN 碼只交給您電腦上的元件，不會送到本站。',
    en: 'Insert the card and type its PIN. The PIN goes only to the component on your computer, never to this site.',
  },
  'sign-in.card.title': { zh: '自然人憑證', en: 'Citizen card' },
  'sign-in.health_card.button': { zh: '用健保卡登入', en: 'Sign in with health card' },
  'sign-in.health_card.component': { zh: '安裝健保卡元件', en: 'Install the health card component' },
  'sign-in.health_card.first-time': {
    zh: '第一次使用健保卡：用它啟用帳號',
    en: 'First time with the health card: activate your account with it',
  },
  'sign-in.health_card.guide': {
    zh: '註冊健保卡、忘記註冊密碼',
    en: 'Register the health card; registered password forgotten',
  },
  'sign-in.health_card.lost': { zh: '健保卡遺失、損壞或換了新卡', en: 'Health card lost, broken or replaced' },
  'sign-in.health_card.registered': {
    zh: '帳號已經啟用時，請用別的方式登入，再到「我的帳號」登記。',
    en: 'If your account is active already, sign in another way and register it in your account.',
  },
  'sign-in.health_card.text': {
    zh: '插入健保卡。卡片要先在健保署網站註冊過，這臺電腦要裝健保卡元件。',
    en: 'Insert the health card. It must be registered with the health insurance administration, and its component installed here.',
  },
  'sign-in.health_card.title': { zh: '健保卡', en: 'Health card' },
  'sign-in.lead': {
    zh: '請選擇一種方式，登入後看到的是同一份人事資料。',
    en: 'Choose a way. Each leads to the same record of yours.',
  },
  'sign-in.other-way': { zh: '改用別的方式登入', en: 'Sign in another way' },
  'sign-in.password.activate': { zh: '首次登入：啟用帳號', en: 'First time: activate your account' },
  'sign-in.password.button': { zh: '用帳號密碼登入', en: 'Sign in with password' },
  'sign-in.password.forgotten': { zh: '忘記密碼', en: 'Forgotten password' },
  'sign-in.password.guide': { zh: '帳號密碼的說明', en: 'About login name and password' },
  'sign-in.password.label': { zh: '密碼', en: 'Password' },
  'sign-in.password.text': { zh: '不需要讀卡機，也不需要 JavaScript。', en: 'Needs no card reader and no JavaScript.' },
  'sign-in.password.title': { zh: '帳號密碼', en: 'Login name and password' },
  'sign-in.phone.first-time': {
    zh: '第一次使用手機：用它啟用帳號；已經有帳號，登入後在「我的帳號」登記',
    en: 'First time with the phone: activate your account with it; if it is active, register the phone in your account after signing in',
  },
  'sign-in.phone.guide': { zh: '申辦和使用手機憑證的說明', en: 'How to get and use the mobile certificate' },
  'sign-in.phone.lost': {
    zh: '手機遺失、損壞或換了手機',
    en: 'Phone lost, broken or replaced',
  },
  'sign-in.phone.text': {
    zh: '先在手機 App 綁定行動自然人憑證。不需要讀卡機，也不需要 JavaScript。',
    en: 'Bind the mobile certificate in the phone’s app first. Needs no card reader and no JavaScript.',
  },
  'sign-in.phone.title': { zh: '行動自然人憑證', en: 'Mobile certificate (phone)' },
  'sign-in.refused.second': {
    zh: '驗證碼錯誤，或已經用過。請等下一組數字再試，或用備用碼。',
    en: 'The code is wrong or was used. Wait for the next digits, or use a spare code.',
  },
  'sign-in.refused.account-closed': {
    zh: '這個帳號在{day}註銷，因為已經沒有任職。如果您還在職，請洽{whom}。',
    en: 'This account was closed on {day}, when the last assignment ended. If you still work here, ask {whom}.',
  },
  'sign-in.refused.account-closed-for': {
    zh: '這個帳號在{day}註銷：{reason}。如果有誤，請洽{whom}。',
    en: 'This account was closed on {day}: {reason}. If that is wrong, ask {whom}.',
  },
  'sign-in.refused.account-invited': {
    zh: '這個帳號還沒有啟用。請到「啟用帳號」啟用；無法啟用時，請洽{whom}。',
    en: 'This account is not activated yet. Activate it first; if that fails, ask {whom}.',
  },
  'sign-in.refused.account-locked': {
    zh: '您在{day}鎖定了這個帳號。要恢復請帶證件洽{whom}。',
    en: 'You locked this account on {day}. To open it, show your ID to {whom}.',
  },
  'sign-in.refused.account-locked-for': {
    zh: '這個帳號從{day}起鎖定：{reason}。要恢復請帶證件洽{whom}。',
    en: 'This account has been locked since {day}: {reason}. To open it, show your ID to {whom}.',
  },
  'sign-in.refused.account-suspended': {
    zh: '這個帳號從{day}起停用。原因和恢復請洽{whom}。',
    en: 'This account has been suspended since {day}. Ask {whom} why, and to open it.',
  },
  'sign-in.refused.account-suspended-for': {
    zh: '這個帳號從{day}起停用：{reason}。要恢復請洽{whom}。',
    en: 'This account has been suspended since {day}: {reason}. To open it, ask {whom}.',
  },
  'sign-in.refused.card-retired': {
    zh: '這張卡片已經從帳號移除、停用，或由新卡取代，不能登入。請改用別的方式登入；要再用它，登入後到「我的帳號」登記。',
    en: 'This card was removed, blocked or replaced by a newer one and signs nobody in. Sign in another way; to use it again, register it in your account.',
  },
  'sign-in.refused.busy': {
    zh: '現在有很多人同時登入，還來不及檢查您的密碼，這一次不算試錯。請過幾秒再試一次，或改用別的方式。',
    en: 'Many people are signing in just now, so your password was not checked yet; this does not count as a wrong try. Try again in a few seconds, or use another way.',
  },
  'sign-in.refused.password': {
    zh: '帳號或密碼錯誤，請再試一次。',
    en: 'The login name or the password is wrong. Try again.',
  },
  'sign-in.refused.wait-place': {
    zh: '從您所在的網路登入失敗太多次，不一定是您。請在 {time} 以後再試，或改用別的方式登入。',
    en: 'Too many sign-ins failed from your network, perhaps not yours. Try again after {time}, or sign in another way.',
  },
  'sign-in.refused.wait': {
    zh: '試了太多次。請在 {time} 以後再試，或改用別的方式登入。',
    en: 'Too many tries. Try again after {time}, or sign in another way.',
  },
  'sign-in.refused.renewal-code': {
    zh: '代碼錯誤，或已經失效。請對照人事室給您的代碼。',
    en: 'The code is wrong or has expired. Compare it with the one from HR.',
  },
  'sign-in.renewal': { zh: '您換了新卡', en: 'You have a new card' },
  'sign-in.renewal-button': { zh: '登記新卡並登入', en: 'Register the new card and sign in' },
  'sign-in.renewal-lead': {
    zh: '這張卡片的姓名和末四碼與您登記過的舊卡相同，但號碼不同。請重新確認身分，新卡就會取代舊卡。請在 15 分鐘內完成。',
    en: 'Name and last four are those of a registered card, but the number is another. Prove it in one more way, and the new card takes the place of the old. You have 15 minutes.',
  },
  'sign-in.renewal-other': {
    zh: '也可以用別的方式登入，登入後再登記新卡',
    en: 'Or sign in another way, and register the new card after that',
  },
  'sign-in.title': { zh: '登入', en: 'Sign in' },
  'sign-in.whom.agency': { zh: '{agency}人事室', en: 'the HR office of {agency}' },
  'sign-in.whom.comma': { zh: '、', en: ', ' },
  'sign-in.whom.hr': { zh: '人事室', en: 'the HR office' },
  'sign-in.whom.names': { zh: '{agency}人事室（{who}）', en: 'the HR office of {agency} ({who})' },
} as const satisfies Sentences
