export const desk = {
  'first-sign-in': {
    zh: `# 第一次登入

人事室替您建立帳號之後，用他們給的**啟用碼**（14 天內有效），或直接用自己的卡片或手機。

1. 到[啟用帳號](/activation)，填啟用碼、姓名和身分證統一編號末四碼。沒有啟用碼時，在同一頁用自然人憑證、手機或健保卡（學校有開放的）證明是您本人，就直接到第四步。
2. 選一種登入方式：自然人憑證、手機上的[行動自然人憑證](/guides/phone-certificate)（學校有開放時），或自己設定帳號密碼。
3. 選卡片時，插入卡片，輸入 PIN 碼；元件的小視窗會自己關。選手機時，確認兩邊的代碼相同，再按同意。
4. 完成後會直接登入。以後從[登入頁](/sign-in)進來。

![圖：三步：啟用碼、選方式、登入](first)

無法以卡片登入時，到[檢查這臺電腦](/diagnosis)找出原因。
`,
    en: `# Signing in for the first time

Once HR has opened your account, use the **activation code** they gave you (good for fourteen days), or at once your own card or phone.

1. Go to [Activate your account](/activation) and type the code, your name and the last four of your ID number. Without a code, show on the same page by citizen card, phone or health card (those your school offers) that it is you, and go on with step four.
2. Choose a way to sign in: your citizen card, the [mobile certificate](/guides/phone-certificate) on your phone if your school offers it, or a login name and password of your own.
3. With the card: insert it and type the PIN; the component’s small window closes by itself. With the phone: agree when the codes on both screens are the same.
4. You are signed in at once. From then on use the [sign-in page](/sign-in).

![Picture: Three steps: code, way, signed in](first)

If the card cannot be read, [check this computer](/diagnosis).
`,
  },
  'renew-card': {
    zh: `# 換新卡或展期之後

自然人憑證 5 年到期，可以線上展期一次，之後要換新卡。

1. 到內政部憑證管理中心（<{cardIssuerUrl}>）辦理展期，或帶身分證到戶政事務所換卡。
2. **重新啟動讀卡元件**：元件會記住舊憑證，不重新啟動會出現「解密失敗」或簽章不符。
   ![圖：先停止、再啟動元件服務](restart)
3. 關閉並重新開啟瀏覽器，插入卡片。
4. 到[檢查這臺電腦](/diagnosis)做一次測試簽章。
5. 到[登入頁](/sign-in)用卡片登入。展期的卡片可以直接用。換了新卡，也直接用新卡登入：本站會認出它接續舊卡，請您以密碼或其他方式重新確認身分，之後就由新卡取代舊卡。
6. 沒有別的方式可以證明時，帶身分證件到人事室領重設密碼的代碼，見[無法登入](/recovery)。
`,
    en: `# After renewing or replacing a card

A citizen card is good for five years, can be renewed online once, and is then replaced.

1. Renew it at MOICA (<{cardIssuerUrl}>), or take your ID to a household registration office for a new one.
2. **Restart the card component**: it remembers the old certificate, and signatures fail until then.
   ![Picture: Stop the service, then start it](restart)
3. Reopen the browser and insert the card.
4. [Check this computer](/diagnosis) with a test signature.
5. [Sign in](/sign-in) with the card. A renewed card works at once. So does a new one: this site recognises that it follows the old card, asks you to prove once more who you are, by password or another way, and the new card replaces the old one.
6. If you have no other way, take your ID to HR for a recovery code; see [Cannot sign in](/recovery).
`,
  },
  tour: {
    zh: `# 認識這個網站

- **我的資料**：您的人事資料，分成基本資料、學歷、經歷等部分。
- **校正申請**：資料有誤時，寫下正確的內容、附上證明、簽章送出，隨時查看進度。
- **誰看過**：誰在什麼時候、為了什麼看過您的資料。
- **通知**：人事室的決定和提醒。
- **我的帳號**：登記卡片、改密碼、看登入紀錄。

每一頁下方有[網站導覽](/sitemap)和快速鍵的說明。右上角可以切換英文。
`,
    en: `# Around this site

- **My record**: your personnel data in sections, such as basic data, education and career.
- **Corrections**: when something is wrong, write what is right, add evidence, sign and send it, and follow its progress.
- **Who looked**: who read your data, when and why.
- **Inbox**: decisions and reminders from HR.
- **My account**: register cards, change the password, see your sign-ins.

Each page has a [site map](/sitemap) and its access keys at the bottom. Change the language at the top.
`,
  },
} as const
