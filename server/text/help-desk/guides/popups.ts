export const popups = {
  'popups-chrome': {
    zh: `# 允許彈出視窗：Chrome

讀卡元件會開一個小視窗，Chrome 可能把它擋下來。

1. 按網址列右邊「已封鎖彈出式視窗」的圖示。
2. 選「一律允許 {site} 的彈出式視窗和重新導向」。
3. 按「完成」，再按一次登入。

![網址列右邊的圖示](popup)

沒有看到圖示的話：「設定」，「隱私權和安全性」，「網站設定」，「彈出式視窗與重新導向」，在「允許」按「新增」，填 {site}。
`,
    en: `# Allow pop-ups: Chrome

The card component opens a small window, which Chrome may block.

1. Press the sign for blocked pop-ups at the right of the address.
2. Choose “Always allow pop-ups and redirects from {site}”.
3. Press “Done”, then sign in again.

![The sign at the right of the address](popup)

If there is no sign: “Settings”, “Privacy and security”, “Site settings”, “Pop-ups and redirects”, and add {site} under “Allowed”.
`,
  },
  'popups-edge': {
    zh: `# 允許彈出視窗：Edge

1. 按右上角「…」，選「設定」。
2. 選「Cookie 和網站權限」，再選「快顯視窗並重新導向」。
3. 在「允許」按「新增」，填 {site}，按「新增」。
4. 回到登入頁，再按一次登入。

![網址列右邊的圖示](popup)
`,
    en: `# Allow pop-ups: Edge

1. Press “…” at the top right and choose “Settings”.
2. Choose “Cookies and site permissions”, then “Pop-ups and redirects”.
3. Under “Allow” press “Add”, type {site} and press “Add”.
4. Go back to the sign-in page and sign in again.

![The sign at the right of the address](popup)
`,
  },
  'popups-firefox': {
    zh: `# 允許彈出視窗：Firefox

1. 頁面上方出現「Firefox 已防止本站開啟彈出視窗」時，按「選項」。
2. 選「允許 {site} 開啟彈出視窗」。
3. 再按一次登入。

![頁面上方的提示](popup)

沒有看到提示的話：「設定」，「隱私權與安全性」，「權限」，在「封鎖彈出視窗」右邊按「例外」，填 {site}，按「允許」。
`,
    en: `# Allow pop-ups: Firefox

1. When the bar says that Firefox prevented a pop-up, press “Options”.
2. Choose “Allow pop-ups for {site}”.
3. Sign in again.

![The bar above the page](popup)

If there is no bar: “Settings”, “Privacy & Security”, “Permissions”, press “Exceptions” beside “Block pop-up windows”, type {site} and press “Allow”.
`,
  },
  'popups-safari': {
    zh: `# 允許彈出視窗：Safari

1. 停在登入頁，按「Safari」選單，「設定」。
2. 選「網站」，在左邊選「彈出式視窗」。
3. 把 {site} 改成「允許」。
4. 關掉設定，再按一次登入。

![網址列旁的提示](popup)
`,
    en: `# Allow pop-ups: Safari

1. Stay on the sign-in page and open menu “Safari”, “Settings”.
2. Choose “Websites”, then “Pop-up Windows” at the left.
3. Set {site} to “Allow”.
4. Close the settings and sign in again.

![The sign beside the address](popup)
`,
  },
} as const
