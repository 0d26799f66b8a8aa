export const popups = {
  'popups-chrome': {
    zh: `# 允許彈出視窗：Chrome

讀卡元件會開一個小視窗，Chrome 可能把它擋下來。

1. 按網址列右邊「已封鎖彈出式視窗」的圖示。
   ![圖：網址列右邊的圖示](popup)
2. 選「一律允許 {site} 的彈出式視窗和重新導向」。
3. 按「完成」，再按一次登入。

沒有看到圖示時：「設定」＞「隱私權和安全性」＞「網站設定」＞「彈出式視窗與重新導向」，在「允許」按「新增」，填 {site}。

![圖：設定裡「允許」的清單](allow)
`,
    en: `# Allow pop-ups: Chrome

The card component opens a small window, which Chrome may block.

1. Press the sign for blocked pop-ups at the right of the address.
   ![Picture: The sign at the right of the address](popup)
2. Choose “Always allow pop-ups and redirects from {site}”.
3. Press “Done”, then sign in again.

If there is no sign: Settings > Privacy and security > Site settings > Pop-ups and redirects; add {site} under “Allowed”.

![Picture: The list of what is allowed](allow)
`,
  },
  'popups-edge': {
    zh: `# 允許彈出視窗：Edge

1. 按右上角「…」＞「設定」。
2. 選「隱私權、搜尋與服務」＞「網站權限」＞「所有權限」＞「快顯視窗並重新導向」；較舊的 Edge 是「Cookie 和網站權限」＞「快顯視窗並重新導向」。
3. 在「允許」按「新增」，填 {site}，再按「新增」。
   ![圖：設定裡「允許」的清單](allow)
4. 回到登入頁，再按一次登入。
`,
    en: `# Allow pop-ups: Edge

1. Press “…” at the top right, then Settings.
2. Choose Privacy, search, and services > Site permissions > All permissions > Pop-ups and redirects; in an older Edge it is Cookies and site permissions > Pop-ups and redirects.
3. Under “Allow” press “Add”, type {site} and press “Add”.
   ![Picture: The list of what is allowed](allow)
4. Go back to the sign-in page and sign in again.
`,
  },
  'popups-firefox': {
    zh: `# 允許彈出視窗：Firefox

1. 頁面上方出現「Firefox 已防止本站開啟彈出視窗」時，按「選項」。
   ![圖：頁面上方的提示](popup)
2. 選「允許 {site} 開啟彈出視窗」。
3. 再按一次登入。

沒有看到提示時：「設定」＞「隱私權與安全性」＞「權限」，在「封鎖彈出視窗」右邊按「例外」，填 {site}，按「允許」。

![圖：「例外」裡允許的網站](allow)
`,
    en: `# Allow pop-ups: Firefox

1. When the bar says that Firefox prevented a pop-up, press “Options”.
   ![Picture: The bar above the page](popup)
2. Choose “Allow pop-ups for {site}”.
3. Sign in again.

If there is no bar: Settings > Privacy & Security > Permissions; press “Exceptions” beside “Block pop-up windows”, type {site} and press “Allow”.

![Picture: The sites allowed under “Exceptions”](allow)
`,
  },
  'popups-safari': {
    zh: `# 允許彈出視窗：Safari

1. 停在登入頁，按「Safari」選單＞「設定」＞「網站」。
2. 在左邊選「彈出式視窗」。
3. 把 {site} 改成「允許」。
   ![圖：設定裡「允許」的清單](allow)
4. 關閉設定，再按一次登入。
`,
    en: `# Allow pop-ups: Safari

1. Stay on the sign-in page and open Safari > Settings > Websites.
2. Choose “Pop-up Windows” at the left.
3. Set {site} to “Allow”.
   ![Picture: The list of what is allowed](allow)
4. Close the settings and sign in again.
`,
  },
} as const
