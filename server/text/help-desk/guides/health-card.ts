export const healthCard = {
  'health-card-registration': {
    zh: `# 註冊健保卡網路服務

健保卡要先在健保署網站註冊，設好**註冊密碼**，才能用來登入。只做一次，大約 10 分鐘。

準備好：健保卡、讀卡機、戶口名簿（要看**戶號**和戶籍的村里鄰）、收得到信的信箱。

1. 先[裝好健保卡元件](/guides/health-card)，接好讀卡機，插入健保卡。
2. 開啟健保署的健保卡網路服務註冊頁（<https://med.nhi.gov.tw>），按「註冊」。
3. 按「讀取」，讓網站讀健保卡，姓名會自己出現。
4. 填**戶號**：戶口名簿封面左上角的號碼。
   ![圖：戶號在戶口名簿封面的左上角](household)
5. 選**戶籍地址**的縣市、鄉鎮市區、村里，填鄰，按「下一步」。
6. 設註冊密碼，6 到 12 個字，不要和別的密碼一樣。
7. 到信箱開認證信，按裡面的連結。沒有收到，在登入頁按「重寄認證信」。
8. 到[檢查健保卡元件](/diagnosis/health-card)，再回[登入頁](/sign-in)用健保卡登入。

## 忘記密碼、不再使用

忘記了，在健保署的登入頁按「忘記註冊密碼」。要停用，帶身分證明文件到健保署各地聯合服務中心或連絡辦公室。健保署服務電話：{healthCardPhone}。

本站只把註冊密碼轉給健保署驗證，不會留下來。
`,
    en: `# Register your health card

Before a health card can sign you in it must be registered on the site of the health insurance administration, with a **password** of its own. Once, about ten minutes.

Have ready: the card, a reader, the household certificate (you need the **household number** and the neighbourhood) and a mailbox.

1. First [install the health-card component](/guides/health-card), connect the reader and insert the card.
2. Open the registration page of the administration (<https://med.nhi.gov.tw>) and press “Register”.
3. Press “Read”: the site reads the card and your name appears.
4. Type the **household number**, at the top left of the household certificate’s cover.
   ![Picture: The household number is at the top left of the cover](household)
5. Choose the county, district and village of your **registered address**, type the neighbourhood, press “Next”.
6. Choose a password of 6 to 12 characters, other than your other ones.
7. Open the mail that comes and follow its link. If none comes, press “Resend verification email”.
8. [Check the health-card component](/diagnosis/health-card), then [sign in](/sign-in) with the card.

## Password forgotten, or no longer wanted

If you forgot it, press “Forgot your password?” on the administration’s page. To end the registration, take your ID to one of its service centres. The administration’s telephone: {healthCardPhone}.

This site only hands the password on to the administration, and keeps it nowhere.
`,
  },
  'health-card-windows': {
    zh: `# 安裝健保卡元件：Windows

需要系統管理員權限。版號是 **0011** 或 **1001** 就是新的，不用重裝。

1. 下載元件：{download}
2. 在下載的壓縮檔上按右鍵，選「解壓縮全部」。
3. 對安裝程式按右鍵，選「以系統管理員身分執行」，照畫面安裝。
   ![圖：以系統管理員身分執行安裝程式](install)
4. **重新開機**，接好讀卡機，插入健保卡，晶片朝上。
   ![圖：讀卡機與卡片：晶片朝上，插到底](reader)
5. 到[檢查健保卡元件](/diagnosis/health-card)按「開始檢查」。瀏覽器問要不要允許，按「允許」。

## 出現 4206 或 A001

[4206](/codes/4206) 和 [A001](/codes/A001) 都是元件沒有裝好。

1. 到健保署的元件檢測頁（<https://med.nhi.gov.tw/ca2/nhi/icc/page/portal.html>）看版本編號。
2. 不是 0011 或 1001，照上面重新安裝。
3. 安裝時出現錯誤：按 Ctrl、Shift、Esc 開啟工作管理員，找到 **mNHIIC Service**，按「結束工作」，再安裝一次。
   ![圖：工作管理員裡的 mNHIIC Service 與「結束工作」](task)
4. 仍無法解決時，移除舊的元件，重新開機，再安裝。

## 其他代碼

[8013](/codes/8013)：讀卡機沒有裝好，或沒有插卡。[7004](/codes/7004)：沒有插健保卡。其他的到[代碼查詢](/codes?area=health-card)。仍無法排除時，請洽健保署，電話 {healthCardPhone}。
`,
    en: `# Install the health-card component: Windows

You need administrator rights. Version **0011** or **1001** is current and need not be installed again.

1. Download the component: {download}
2. Right-click the archive and choose “Extract all”.
3. Right-click the installer and choose “Run as administrator”; follow the screen.
   ![Picture: Run the installer as administrator](install)
4. **Restart the computer**, connect the reader and insert the health card, chip side up.
   ![Picture: Reader and card: chip side up, pushed in fully](reader)
5. [Check the health-card component](/diagnosis/health-card) and press “Begin”. If the browser asks, allow it.

## At 4206 or A001

[4206](/codes/4206) and [A001](/codes/A001) both say that the component is not installed properly.

1. Look at the version on the administration’s test page (<https://med.nhi.gov.tw/ca2/nhi/icc/page/portal.html>).
2. Unless it is 0011 or 1001, install again as above.
3. If installing fails: press Ctrl, Shift and Esc for the task manager, find **mNHIIC Service**, press “End task”, and install again.
   ![Picture: mNHIIC Service and “End task” in the task manager](task)
4. If that fails too, remove the old component, restart the computer and install.

## Other codes

[8013](/codes/8013): the reader is not installed properly, or there is no card. [7004](/codes/7004): no card. For the others see the [dictionary](/codes?area=health-card). If nothing helps, call the administration: {healthCardPhone}.
`,
  },
  'health-card-macos': {
    zh: `# 安裝健保卡元件：macOS

1. 下載元件：{download}
2. 開啟下載的檔案，執行安裝套件，輸入電腦的密碼。
3. 如果系統說「無法打開」，到「系統設定」＞「隱私權與安全性」，按「強制打開」。
   ![圖：「隱私權與安全性」裡的「強制打開」](security)
4. 重新開機，接好讀卡機，插入健保卡，晶片朝上。
   ![圖：讀卡機與卡片：晶片朝上，插到底](reader)
5. 到[檢查健保卡元件](/diagnosis/health-card)按「開始檢查」。

## 出現 4206 或 A001

到健保署的元件檢測頁（<https://med.nhi.gov.tw/ca2/nhi/icc/page/portal.html>）看版本編號。不是 0011 或 1001，請重新安裝；安裝時出現錯誤，先在「活動監視器」結束 mNHIIC，再安裝一次。

Safari 不讓 https 的網頁連到 http 的元件，請用 Chrome、Edge 或 Firefox。
`,
    en: `# Install the health-card component: macOS

1. Download the component: {download}
2. Open the file, run the package and type the computer’s password.
3. If the system refuses to open it, go to System Settings > Privacy & Security and press “Open Anyway”.
   ![Picture: “Open Anyway” in Privacy & Security](security)
4. Restart the computer, connect the reader and insert the health card, chip side up.
   ![Picture: Reader and card: chip side up, pushed in fully](reader)
5. [Check the health-card component](/diagnosis/health-card) and press “Begin”.

## At 4206 or A001

Look at the version on the administration’s test page (<https://med.nhi.gov.tw/ca2/nhi/icc/page/portal.html>). Unless it is 0011 or 1001, install again; if installing fails, end mNHIIC in “Activity Monitor” first.

Safari lets no https page reach an http component; use Chrome, Edge or Firefox.
`,
  },
  'health-card-linux': {
    zh: `# 安裝健保卡元件：Linux

1. 安裝讀卡服務，例如 Debian、Ubuntu：\`sudo apt install pcscd\`
2. 下載元件：{download}
3. 解開壓縮檔，在那個資料夾執行 \`sudo ./Install\`。
4. 確認 hosts 檔有這一行：\`grep iccert /etc/hosts\` 會看到 \`127.0.0.1 iccert.nhi.gov.tw\`。
5. 接好讀卡機，插入健保卡，晶片朝上。
   ![圖：讀卡機與卡片：晶片朝上，插到底](reader)
6. 到[檢查健保卡元件](/diagnosis/health-card)按「開始檢查」。

## 出現 4206 或 A001

版本編號不是 0011 或 1001，請重新安裝。安裝時出現錯誤，先結束舊的程式：\`sudo pkill mLNHIICC\`，再安裝一次。

Firefox 有自己的憑證清單：檢查結果是「憑證不受信任」時，照結果裡的步驟接受一次。
`,
    en: `# Install the health-card component: Linux

1. Install the reader service, on Debian and Ubuntu: \`sudo apt install pcscd\`
2. Download the component: {download}
3. Unpack it and run \`sudo ./Install\` in its folder.
4. Make sure of the line in the hosts file: \`grep iccert /etc/hosts\` shows \`127.0.0.1 iccert.nhi.gov.tw\`.
5. Connect the reader and insert the health card, chip side up.
   ![Picture: Reader and card: chip side up, pushed in fully](reader)
6. [Check the health-card component](/diagnosis/health-card) and press “Begin”.

## At 4206 or A001

Unless the version is 0011 or 1001, install again. If installing fails, end the old program first: \`sudo pkill mLNHIICC\`.

Firefox keeps a list of certificates of its own: if the check says that the certificate is not trusted, accept it once as the result says.
`,
  },
} as const
