export const password = {
  password: {
    zh: `# 用帳號密碼登入

不需要讀卡機，也不需要 JavaScript；借用別人的電腦時也能用。

## 第一次

1. 到[啟用帳號](/activation)，填人事室給的啟用碼。已經用卡片或手機登入時，到「我的帳號」設定密碼。
2. 帳號自己取，記得住就好。
3. 密碼至少 12 個字，可以是幾個詞連成的句子，可以貼上，也可以交給瀏覽器或密碼管理員記住。常見的密碼、和自己的姓名生日有關的密碼不能用。

## 登入時

- 試錯太多次要等一下，畫面會說等到幾點；帳號不會因此鎖住。
- 設定了第二道驗證時，密碼之後還要輸入 App 顯示的 6 位數，或用備用碼。
- 不要在別人也用的電腦上讓瀏覽器記住密碼，用完請登出。

## 忘記了

從[無法登入](/recovery)重設：用卡片、手機、公務信箱（學校有設定時），或請人事室當面給您代碼。沒有人會打電話或寫信問您的密碼。
`,
    en: `# Signing in with login name and password

Needs no card reader and no JavaScript, and works on a computer that is not yours.

## The first time

1. Go to [Activate your account](/activation) with the code from HR. If you sign in by card or phone already, set a password in your account.
2. Choose a login name that you remember.
3. The password has at least 12 characters. It may be a sentence of a few words, may be pasted, and may be kept by your browser or password manager. Common ones, and those made of your name or birthday, are refused.

## Signing in

- After too many wrong tries you wait; the page says until when. The account is not locked by that.
- With a second factor you type the six digits of the app, or a spare code, after the password.
- Do not let a browser keep it on a computer that others use, and sign out when you are done.

## Forgotten

Start at [Cannot sign in](/recovery) and set a new one by card, by phone, by mail if your school has set that up, or with a code that HR gives you in person. Nobody will ever call or write to ask for your password.
`,
  },
} as const
