export const rehearsal = {
  rehearsal: {
    zh: `# 排練：帶一班人上線，不用真的卡片

示範站有模擬的讀卡機、健保卡元件和手機，7 個機關、300 位虛構的人。人、卡片和資料都是假的，弄壞了可以重來。

## 準備

1. 每位學員一臺電腦（或講師一臺投影），裝好 Node 20，在本產品的資料夾執行 \`npm ci && npm run demo\`。
2. 畫面會列出可以扮演的人：教師、人事人員、人事主任、管理者，各有帳號、卡片或啟用碼。
3. 也會列出模擬讀卡機的控制頁：插卡、拔卡、換卡、弄壞、修好都在那裡。

## 練習一：一個人的一天

1. 扮演還沒啟用的人，用啟用碼和卡片[啟用帳號](/activation)。
2. 看自己的資料，提出一件校正申請，用卡片簽章。
3. 扮演人事人員，審查那一件。
4. 扮演教師，看結果，再看「誰看過」。

## 練習二：無法讀卡，自己找原因

講師在控制頁選一種故障，學員到[檢查這臺電腦](/diagnosis)或[檢查健保卡元件](/diagnosis/health-card)，說出原因和怎麼辦。每做完一題，講師按「重新啟動」。

| 控制頁的故障 | 應該看到的代碼 |
|---|---|
| 沒有讀卡機 | [diagnosis.no-reader](/codes/diagnosis.no-reader) |
| 讀卡機裡沒有卡片 | [diagnosis.no-card](/codes/diagnosis.no-card) |
| 版本太舊 | [diagnosis.old-version](/codes/diagnosis.old-version) |
| 換卡後還記著舊憑證 | [diagnosis.stale](/codes/diagnosis.stale) |
| 元件不信任本站 | [0x76000031](/codes/0x76000031) |
| 收下要求後沒有回答 | [diagnosis.no-answer](/codes/diagnosis.no-answer) |
| 過期的卡片 | [diagnosis.expired](/codes/diagnosis.expired) |
| 健保卡：元件安裝有問題 | [4206](/codes/4206) |
| 健保卡：沒有執行 | [diagnosis.health-card-silent](/codes/diagnosis.health-card-silent)，再看視窗裡是什麼 |
| 在瀏覽器封鎖彈出視窗 | [diagnosis.popup-blocked](/codes/diagnosis.popup-blocked) |

## 練習三：資訊人員

1. 學員在結果頁按「送給資訊人員」，把報告編號念出來。
2. 扮演管理者，用編號找報告，看全班失敗的原因，公告一種登入方式維護中。
3. 下載[給這個網站的原則檔](/roll-out)，看看裡面有什麼。
`,
    en: `# Rehearsal: a class goes live without real cards

The demonstration has a simulated reader, a simulated health-card component and simulated phones, seven agencies and three hundred invented people. Nothing in it is real, and what breaks can be started again.

## Before

1. One computer for each trainee (or one with a projector), with Node 20; in the folder of this product run \`npm ci && npm run demo\`.
2. It lists whom one can play: a teacher, an HR officer, a chief, an administrator, each with a login name, a card or an activation code.
3. It also lists the control page of the simulated reader, where cards are inserted, removed and swapped, and things broken and fixed.

## Exercise 1: one person’s day

1. As somebody who is not active yet, [activate the account](/activation) with code and card.
2. Look at your record, ask for a correction and sign it with the card.
3. As the HR officer, review it.
4. As the teacher, see the decision, then “Who looked”.

## Exercise 2: the card fails, find the cause yourself

The trainer chooses a fault on the control page; trainees [check this computer](/diagnosis) or [the health-card component](/diagnosis/health-card) and say the cause and the remedy. After each, the trainer presses “Restart”.

| fault on the control page | code to be seen |
|---|---|
| no reader | [diagnosis.no-reader](/codes/diagnosis.no-reader) |
| reader without card | [diagnosis.no-card](/codes/diagnosis.no-card) |
| old version | [diagnosis.old-version](/codes/diagnosis.old-version) |
| older certificate remembered after a swap | [diagnosis.stale](/codes/diagnosis.stale) |
| site not trusted | [0x76000031](/codes/0x76000031) |
| ready, then silent | [diagnosis.no-answer](/codes/diagnosis.no-answer) |
| an expired card | [diagnosis.expired](/codes/diagnosis.expired) |
| health card: badly installed | [4206](/codes/4206) |
| health card: does not run | [diagnosis.health-card-silent](/codes/diagnosis.health-card-silent), then what the window shows |
| pop-ups blocked in the browser | [diagnosis.popup-blocked](/codes/diagnosis.popup-blocked) |

## Exercise 3: ICT staff

1. A trainee presses “Send to ICT staff” on the result and reads the number out.
2. As the administrator, find the report by its number, look at why the class failed, and publish a notice for one way to sign in.
3. Download the [policy files for this site](/roll-out) and see what is in them.
`,
  },
} as const
