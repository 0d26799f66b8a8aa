export const phone = {
  'phone-certificate': {
    zh: `# 申辦行動自然人憑證

手機上的自然人憑證：登入時不用插卡、不用記密碼，用指紋或臉部辨識確認。先在手機的商店安裝「行動自然人憑證」App（內政部資訊中心）。

## 有自然人憑證

1. 準備好自然人憑證 IC 卡和它的 PIN 碼。PIN 碼連錯 3 次會鎖卡，不記得請先重設。
2. 開啟 App，按註冊，輸入身分證統一編號和 PIN 碼。
3. 把卡片平貼在手機背面，等它感應完成再拿開。
   ![圖：把卡片貼在手機背面感應](phone)
4. 設定指紋或臉部辨識，完成綁定。

手機不能感應卡片時，用電腦和讀卡機登入內政部的行動自然人憑證網站（<https://fido.moi.gov.tw>），用 App 掃描畫面上的 QR 碼綁定。

![圖：用 App 掃描電腦畫面上的 QR 碼](scan)

## 沒有自然人憑證

1. 先在手機安裝 App。
2. 帶身分證到任一戶政事務所臨櫃申辦，費用新臺幣 30 元。
3. 照櫃檯的說明用 App 完成綁定。

## 用來登入本站

啟用帳號時選手機，照畫面確認一次就登記好了，以後在[登入頁](/sign-in)輸入身分證統一編號，手機上按同意。同意之前，先核對手機和電腦上的**兩個字的代碼**是否相同；不是您自己在登入，請按拒絕。

![圖：電腦和手機上的代碼相同才按同意](agree)
`,
    en: `# Get the mobile certificate

A citizen certificate on your phone: you sign in without a card or password and confirm with fingerprint or face. First install the app 行動自然人憑證 (of the Ministry of the Interior) from your phone’s store.

## With a citizen card

1. Have the card and its PIN ready. Three wrong PINs lock the card; if you forgot it, have it reset first.
2. Open the app, register, and type your ID number and the PIN.
3. Hold the card flat against the back of the phone until it has been read.
   ![Picture: Hold the card against the back of the phone](phone)
4. Set up fingerprint or face, which completes the binding.

If the phone cannot read cards, sign in to the ministry’s site (<https://fido.moi.gov.tw>) on a computer with a reader and scan the QR code there with the app.

![Picture: Scan the QR code on the computer with the app](scan)

## Without a citizen card

1. Install the app on your phone.
2. Take your ID to any household registration office; it costs NT$30.
3. Complete the binding in the app as the office tells you.

## Signing in here

Choose the phone when you activate your account; confirm once and it is registered. From then on type your ID number on the [sign-in page](/sign-in) and agree on the phone. Before you agree, see that the **code of two characters** is the same on both screens; if it is not you who signs in, refuse.

![Picture: Agree only when both screens show the same code](agree)
`,
  },
  'phone-new': {
    zh: `# 換新手機，和手機登入的限制

## 換了手機

綁定跟著手機走，不會自己搬過去。

1. 在新手機安裝「行動自然人憑證」App。
2. 照[申辦行動自然人憑證](/guides/phone-certificate)重新註冊綁定：有卡片就感應卡片，沒有就到戶政事務所。
3. 舊手機要賣掉或送人，先在舊手機的 App 裡解除綁定，再清除手機。
4. 回[登入頁](/sign-in)試一次。顯示手機未登記時，先用別的方式登入，或請人事室協助。

手機掉了，請立即到內政部的行動自然人憑證網站（<https://fido.moi.gov.tw>）停用那一支。

![圖：新手機要重新綁定](phone)

## 限制

- 要帶手機，手機要有網路。
- 有些畫面複雜，用電腦操作比較方便；手機只用來確認。
- 簽章和卡片一樣有效，按同意之前請看清楚電腦上的內容。
- 每次確認只能用一次，{phoneMinutes} 分鐘內要完成。
- 平臺維護時不能用；[檢查這臺電腦](/diagnosis)的結果會說伺服器現在連不連得到。
`,
    en: `# A new phone, and the limits of signing in by phone

## A new phone

The binding belongs to the phone and does not move by itself.

1. Install the app 行動自然人憑證 on the new phone.
2. Register and bind it as in [Get the mobile certificate](/guides/phone-certificate): with your card, or at a household registration office.
3. Before you sell or give away the old phone, remove the binding in its app, then erase the phone.
4. Try it on the [sign-in page](/sign-in). If it says that the phone is not registered, sign in another way or ask HR.

If the phone is lost, stop it at once on the ministry’s site (<https://fido.moi.gov.tw>).

![Picture: Bind the new phone](phone)

## Limits

- You need the phone with you, and it must be online.
- Some screens are easier on a computer; the phone is only for confirming.
- A signature by phone counts like one by card: read what stands on the computer before you agree.
- Each request counts once and must be confirmed within {phoneMinutes} minutes.
- It does not work while the service is down; the result of [Check this computer](/diagnosis) says whether the server reaches it.
`,
  },
} as const
