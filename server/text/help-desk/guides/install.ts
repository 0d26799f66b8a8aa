export const install = {
  'install-windows': {
    zh: `# 安裝讀卡元件：Windows

需要系統管理員權限，大約 10 分鐘。

1. 下載元件：{download}
2. 在下載的壓縮檔上按右鍵，選「解壓縮全部」。
3. 對安裝程式按右鍵，選「以系統管理員身分執行」，照畫面按「安裝」。
   ![圖：以系統管理員身分執行安裝程式](install)
4. **重新開機**。沒有重新開機，設定不會生效。
5. 接好讀卡機，把卡片插到底，晶片朝上。
   ![圖：讀卡機與卡片：晶片朝上，插到底](reader)
6. 到[檢查這臺電腦](/diagnosis)按「開始檢查」。

## 裝好了還是沒有回應，或出現「解密失敗」

在開始功能表找到「跨平台網頁元件」，先「停止元件服務」，再「啟動元件服務」，最後關閉並重新開啟瀏覽器。

![圖：先停止、再啟動元件服務](restart)

仍無法排除時，請洽 HiSecure 客服中心，電話 {cardPhone}。
`,
    en: `# Install the card component: Windows

You need administrator rights and about ten minutes.

1. Download the component: {download}
2. Right-click the archive and choose “Extract all”.
3. Right-click the installer and choose “Run as administrator”; follow the screen.
   ![Picture: Run the installer as administrator](install)
4. **Restart the computer.** Without that the settings do not take effect.
5. Connect the reader and push the card in fully, chip side up.
   ![Picture: Reader and card: chip side up, pushed in fully](reader)
6. Go to [Check this computer](/diagnosis) and press “Begin”.

## Installed, and still no answer, or “decryption failed”

Find 跨平台網頁元件 in the Start menu, stop its service (停止元件服務), start it (啟動元件服務), then reopen the browser.

![Picture: Stop the service, then start it](restart)

If that does not help, call the HiSecure help desk: {cardPhone}.
`,
  },
  'install-macos': {
    zh: `# 安裝讀卡元件：macOS

1. 下載元件：{download}
2. 開啟下載的檔案，執行安裝套件，輸入電腦的密碼。
3. 如果系統說「無法打開」，到「系統設定」＞「隱私權與安全性」，按「強制打開」。
   ![圖：「隱私權與安全性」裡的「強制打開」](security)
4. 重新開機。元件會在登入時自己啟動。
5. 接好讀卡機，把卡片插到底，晶片朝上。
   ![圖：讀卡機與卡片：晶片朝上，插到底](reader)
6. 到[檢查這臺電腦](/diagnosis)按「開始檢查」。

## 重新啟動元件

在「終端機」執行這兩行：

\`\`\`
launchctl stop com.node.HIPKILocalServer.cht
launchctl start com.node.HIPKILocalServer.cht
\`\`\`

仍無法排除時，請洽 HiSecure 客服中心，電話 {cardPhone}。
`,
    en: `# Install the card component: macOS

1. Download the component: {download}
2. Open the file, run the package and type the computer’s password.
3. If the system refuses to open it, go to System Settings > Privacy & Security and press “Open Anyway”.
   ![Picture: “Open Anyway” in Privacy & Security](security)
4. Restart the computer. The component starts by itself when you log in.
5. Connect the reader and push the card in fully, chip side up.
   ![Picture: Reader and card: chip side up, pushed in fully](reader)
6. Go to [Check this computer](/diagnosis) and press “Begin”.

## Restarting the component

Run these two lines in Terminal:

\`\`\`
launchctl stop com.node.HIPKILocalServer.cht
launchctl start com.node.HIPKILocalServer.cht
\`\`\`

If that does not help, call the HiSecure help desk: {cardPhone}.
`,
  },
  'install-linux': {
    zh: `# 安裝讀卡元件：Linux

1. 安裝讀卡服務，例如 Debian、Ubuntu：\`sudo apt install pcscd\`
2. 下載元件：{download}
3. 解開壓縮檔，在那個資料夾執行 \`./start.sh\`。
4. 接好讀卡機，把卡片插到底，晶片朝上。
   ![圖：讀卡機與卡片：晶片朝上，插到底](reader)
5. 到[檢查這臺電腦](/diagnosis)按「開始檢查」。

要停止元件，結束它的 node 程式；再執行一次 \`./start.sh\` 就會啟動。仍無法排除時，請洽 HiSecure 客服中心，電話 {cardPhone}。
`,
    en: `# Install the card component: Linux

1. Install the reader service, on Debian and Ubuntu: \`sudo apt install pcscd\`
2. Download the component: {download}
3. Unpack it and run \`./start.sh\` in its folder.
4. Connect the reader and push the card in fully, chip side up.
   ![Picture: Reader and card: chip side up, pushed in fully](reader)
5. Go to [Check this computer](/diagnosis) and press “Begin”.

To stop the component, end its node program; \`./start.sh\` starts it again. If that does not help, call the HiSecure help desk: {cardPhone}.
`,
  },
} as const
