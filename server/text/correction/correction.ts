import type { CorrectionRefusal, State } from '../../domain/correction/correction.ts'
import type { EvidenceRefusal } from '../../domain/correction/evidence-file.ts'
import type { Sentence, Sentences } from '../sentences.ts'

type Keys =
  | CorrectionRefusal
  | EvidenceRefusal
  | `correction.state.${State}`
  | `correction.state.${Exclude<State, 'draft'>}-means`

export const correction = {
  'correction.action.accept': { zh: '同意', en: 'Accepted' },
  'correction.action.accept_partly': { zh: '部分同意', en: 'Accepted in part' },
  'correction.action.apply': { zh: '寫入資料', en: 'Written into the record' },
  'correction.action.confirm_rejection': { zh: '人事主管確認不同意', en: 'Rejection confirmed by the HR chief' },
  'correction.action.decide_by_authority': { zh: '權責機關核定', en: 'Decided by the authority' },
  'correction.action.extend': { zh: '延長處理期限', en: 'Time for the decision extended' },
  'correction.action.forward': { zh: '送權責機關核定', en: 'Sent to the authority that decides' },
  'correction.action.overturn_rejection': { zh: '人事主管退回重審', en: 'Sent back to review by the HR chief' },
  'correction.action.reconsider': {
    zh: '等候寫入時資料已經變動，退回重審',
    en: 'Back to review: the record had changed while it waited',
  },
  'correction.action.reject': { zh: '擬不同意', en: 'Rejection proposed' },
  'correction.action.resubmit': { zh: '補正後再送', en: 'Sent again' },
  'correction.action.return': { zh: '退回補正', en: 'Returned for a supplement' },
  'correction.action.save': { zh: '暫存', en: 'Saved' },
  'correction.action.submit': { zh: '送出', en: 'Sent' },
  'correction.action.take': { zh: '開始審查', en: 'Review begun' },
  'correction.action.wait': { zh: '資料鎖定中，等候寫入', en: 'Waits until the lock ends' },
  'correction.action.withdraw': { zh: '撤回', en: 'Withdrawn' },
  'correction.add-lead': {
    zh: '請照證明文件填寫要新增的這一筆。',
    en: 'Fill in the new entry as it stands on your evidence.',
  },
  'correction.authority': { zh: '權責機關核定', en: 'Decision of the authority' },
  'correction.authority-note': {
    zh: '這些欄位由其他權責機關核定（例如銓敘部）。人事室收到後會送核定，核定後才更改。',
    en: 'Another authority decides on these fields. HR sends your request on, and the record changes after that decision.',
  },
  'correction.back-edit': { zh: '回上一步', en: 'Back' },
  'correction.back-list': { zh: '回到校正申請', en: 'Back to corrections' },
  'correction.change-answers': { zh: '修改內容', en: 'Change the content' },
  'correction.change-evidence': { zh: '修改證明文件', en: 'Change the evidence' },
  'correction.change-lead': {
    zh: '把有錯的欄位改成正確的，其他欄位不用動。',
    en: 'Correct the fields that are wrong and leave the others as they are.',
  },
  'correction.check-lead': {
    zh: '都對了就到下一步簽章送出。送出後人事室在 30 天內答覆。',
    en: 'If all is right, go on to sign and send it. HR answers within 30 days.',
  },
  'correction.check-title': { zh: '送出前請核對', en: 'Check before sending' },
  'correction.decision': { zh: '人事室的說明', en: 'What HR says' },
  'correction.delete-lead': {
    zh: '您要申請刪除下面這一筆。請說明為什麼它不該在您的資料裡。',
    en: 'You are asking to delete this entry. Say why it should not be in your record.',
  },
  'correction.discard': { zh: '丟棄這份草稿', en: 'Discard this draft' },
  'correction.discard-lead': {
    zh: '這份草稿還沒送出，丟棄後就不會再出現在待辦裡。',
    en: 'This draft has not been sent. Discarded, it no longer waits for you.',
  },
  'correction.due': { zh: '答覆期限', en: 'Answer due' },
  'correction.effective': { zh: '生效日期', en: 'Effective from' },
  'correction.effective-hint': {
    zh: '事實從哪一天起是這樣，例如 115/11/30。不確定可以不填。',
    en: 'From which day this is true, for example 115/11/30. Leave blank if unsure.',
  },
  'correction.events': { zh: '辦理經過', en: 'What happened' },
  'correction.item.accepted': { zh: '同意', en: 'Accepted' },
  'correction.item.rejected': { zh: '不同意', en: 'Rejected' },
  'correction.keep': { zh: '先不要，回去', en: 'Keep it, go back' },
  'correction.list-empty': {
    zh: '您還沒有提出過校正申請。在「我的資料」看到有錯的地方，按「申請更正」，草稿和送出的申請就會列在這裡。',
    en: 'You have not asked for any correction. Where your record is wrong, choose “Ask for a correction”; drafts and requests are listed here.',
  },
  'correction.list-lead': {
    zh: '您提出的申請和還沒送出的草稿。',
    en: 'Requests you have sent, and drafts you have not.',
  },
  'correction.list-title': { zh: '校正申請', en: 'Corrections' },
  'correction.next-check': { zh: '下一步：核對', en: 'Next: check' },
  'correction.next-evidence': { zh: '下一步：證明文件', en: 'Next: evidence' },
  'correction.next-signing': { zh: '下一步：簽章送出', en: 'Next: sign and send' },
  'correction.no-number': { zh: '草稿', en: 'Draft' },
  'correction.number': { zh: '收件編號', en: 'Number' },
  'correction.operation.add': { zh: '新增一筆', en: 'Add an entry' },
  'correction.operation.change': { zh: '更改', en: 'Change' },
  'correction.operation.delete': { zh: '刪除一筆', en: 'Delete an entry' },
  'correction.reason': { zh: '理由', en: 'Reason' },
  'correction.reason-hint': {
    zh: '哪裡不對、您怎麼知道正確的是什麼。最多 500 個字。',
    en: 'What is wrong, and how you know what is right. At most 500 characters.',
  },
  'correction.receipt': { zh: '校正申請 {number}', en: 'Correction request {number}' },
  'correction.refused.already-extended': {
    zh: '這件申請已經延長過一次，不能再延長。',
    en: 'This request has been extended once and cannot be extended again.',
  },
  'correction.refused.another-reviewer': {
    zh: '這件申請由另一位同仁審查中。',
    en: 'A colleague is reviewing this request.',
  },
  'correction.refused.authority-first': {
    zh: '這件申請有欄位要由權責機關核定，請先送核定，有核定日期和文號才能同意。',
    en: 'Another authority decides on fields of this request. Send it on first; it is accepted with their date and number.',
  },
  'correction.refused.chief-only': { zh: '這一步要由人事主管來做。', en: 'This step belongs to the HR chief.' },
  'correction.refused.evidence-missing': {
    zh: '這些欄位要附至少一份證明文件。',
    en: 'These fields need at least one file of evidence.',
  },
  'correction.refused.evidence-unopened': {
    zh: '還有證明文件沒有打開看過。每一份都看過才能同意。',
    en: 'Some evidence has not been opened. Look at every file before accepting.',
  },
  'correction.refused.no-agency': {
    zh: '您目前沒有服務機關，沒有人事室可以收件。請聯絡原機關的人事室。',
    en: 'You serve at no agency now, so no HR office can receive this. Contact the HR office of your last agency.',
  },
  'correction.refused.no-items': {
    zh: '沒有任何欄位和原來不同。請修改有錯的欄位。',
    en: 'No field differs from what is kept. Change what is wrong.',
  },
  'correction.refused.nobody-decides': {
    zh: '目前沒有人可以審查您的申請：機關裡沒有另一位人事人員，人事上級沒有人事人員，也沒有指定第二位審查人。請通知系統管理者。',
    en: 'Nobody can decide this: your agency has no other HR person, no HR parent with one, and no second reviewer. Tell the administrator.',
  },
  'correction.refused.not-now': {
    zh: '這件申請目前的狀態不能做這件事。請重新開啟這一頁看最新狀態。',
    en: 'This cannot be done in the present state of the request. Open the page again.',
  },
  'correction.refused.not-yours': { zh: '這件申請不是您能處理的。', en: 'This request is not yours to act on.' },
  'correction.refused.other-agency': {
    zh: '這件申請由另一個機關處理。若您在兩個機關任職，請先切換機關。',
    en: 'Another agency handles this request. If you serve two, switch first.',
  },
  'correction.refused.own-request': {
    zh: '自己的申請要由別人審查。',
    en: 'Somebody else must decide on your own request.',
  },
  'correction.refused.reason': { zh: '請說明理由。', en: 'Give a reason.' },
  'correction.refused.saved-elsewhere': {
    zh: '這份草稿在另一個視窗存過了。您填的還在這裡，確認後再按一次就會以這裡的為準。',
    en: 'This draft was saved in another window. What you typed is here; press again to keep this version.',
  },
  'correction.refused.represented-request': {
    zh: '您是申請人的代理人，不能審查他的申請。',
    en: 'You are the deputy of the person who asks, so somebody else must decide.',
  },
  'correction.refused.same-person': {
    zh: '這是您自己、或和您互為代理的人提出的，要由另一位來確認。',
    en: 'You, or somebody you are deputy of, proposed this. Another person must confirm it.',
  },
  'correction.returned-because': { zh: '人事室請您補正：', en: 'HR asks you for a supplement:' },
  'correction.save-later': { zh: '先存起來，晚點再送', en: 'Save and send later' },
  'correction.state': { zh: '狀態', en: 'State' },
  'correction.state.accepted': { zh: '同意', en: 'Accepted' },
  'correction.state.accepted-means': { zh: '人事室已同意。', en: 'HR has accepted your request.' },
  'correction.state.applied': { zh: '已更正', en: 'Corrected' },
  'correction.state.applied-means': {
    zh: '您的資料已經更正，舊的值留在異動紀錄。',
    en: 'Your record has been corrected; the old values stay in its history.',
  },
  'correction.state.draft': { zh: '草稿', en: 'Draft' },
  'correction.state.in_review': { zh: '審查中', en: 'In review' },
  'correction.state.in_review-means': { zh: '人事室正在審查。', en: 'HR is looking at it.' },
  'correction.state.partly_accepted': { zh: '部分同意', en: 'Accepted in part' },
  'correction.state.partly_accepted-means': {
    zh: '人事室同意了其中一部分。',
    en: 'HR has accepted part of your request.',
  },
  'correction.state.rejected': { zh: '不同意', en: 'Rejected' },
  'correction.state.rejected-means': {
    zh: '人事室沒有同意，理由在下面。不服的話，可以依法提起救濟，也可以補充證明後重新申請。',
    en: 'HR has rejected it; the reason is below. You may seek a remedy by law, or ask again with more evidence.',
  },
  'correction.state.returned': { zh: '退回補正', en: 'Returned' },
  'correction.state.returned-means': {
    zh: '人事室請您補充資料或文件，補好後再送一次，編號不變。',
    en: 'HR asks for more. Supplement it and send it again; the number stays.',
  },
  'correction.state.submitted': { zh: '已送出', en: 'Sent' },
  'correction.state.submitted-means': { zh: '人事室已收到，等候審查。', en: 'HR has received it and will review it.' },
  'correction.state.waiting_authority': { zh: '待核定', en: 'With the authority' },
  'correction.state.waiting_authority-means': {
    zh: '已送權責機關核定，核定後才會更改。',
    en: 'The authority that owns these fields decides; then the record changes.',
  },
  'correction.state.waiting_chief': { zh: '待主管確認', en: 'With the HR chief' },
  'correction.state.waiting_chief-means': {
    zh: '承辦人擬不同意，等人事主管確認。',
    en: 'The officer proposes to reject it; the HR chief decides.',
  },
  'correction.state.waits_for_lock': { zh: '同意，等候解除鎖定', en: 'Accepted, waits for the lock' },
  'correction.state.waits_for_lock-means': {
    zh: '人事室已同意。您的資料目前鎖定，解除後會自動寫入。',
    en: 'HR has accepted it. Your record is locked now; it is written by itself when the lock ends.',
  },
  'correction.state.withdrawn': { zh: '已撤回', en: 'Withdrawn' },
  'correction.state.withdrawn-means': { zh: '您已撤回這件申請。', en: 'You have withdrawn this request.' },
  'correction.step.check': { zh: '核對', en: 'Check' },
  'correction.step.edit': { zh: '填寫', en: 'Fill in' },
  'correction.step.evidence': { zh: '證明文件', en: 'Evidence' },
  'correction.step.signing': { zh: '簽章送出', en: 'Sign and send' },
  'correction.steps': { zh: '步驟', en: 'Steps' },
  'correction.supplement': { zh: '補正後再送', en: 'Supplement and send again' },
  'correction.supplement-until': { zh: '請在 {day} 以前補正。', en: 'Please supplement it by {day}.' },
  'correction.title.add': { zh: '申請新增', en: 'Ask to add' },
  'correction.title.change': { zh: '申請更正', en: 'Ask for a correction' },
  'correction.title.delete': { zh: '申請刪除', en: 'Ask to delete' },
  'correction.to-record': { zh: '看我的資料', en: 'See my record' },
  'correction.warnings': {
    zh: '這些地方請再看一眼（不影響送出）：',
    en: 'Look at these once more (they do not stop you):',
  },
  'correction.what': { zh: '內容', en: 'What' },
  'correction.why': { zh: '為什麼', en: 'Why' },
  'correction.withdraw': { zh: '撤回申請', en: 'Withdraw this request' },
  'correction.withdraw-lead': {
    zh: '撤回後，人事室不會再處理 {number}。需要時可以重新申請。',
    en: 'HR stops handling {number}. You can ask again at any time.',
  },
  'evidence.add': { zh: '加入這份文件', en: 'Add this file' },
  'evidence.empty': {
    zh: '還沒有加入文件。畢業證書、合格證書、公文等的掃描檔或照片，會列在這裡。',
    en: 'No file yet. Scans or photographs of diplomas, certificates or letters will be listed here.',
  },
  'evidence.file': { zh: '選擇檔案', en: 'Choose a file' },
  'evidence.hint': {
    zh: 'PDF、JPEG 或 PNG，每份最大 {max} MB。一次加入一份。',
    en: 'PDF, JPEG or PNG, at most {max} MB each. One file at a time.',
  },
  'evidence.lead': {
    zh: '請附上能證明的文件。檔案加密保存，只有您和審查的人看得到。',
    en: 'Add files that prove it. They are kept encrypted; only you and the reviewers can see them.',
  },
  'evidence.refused.blank': { zh: '請先選一個檔案。', en: 'Choose a file first.' },
  'evidence.refused.busy': {
    zh: '現在有很多檔案同時送來，這個檔案沒有收下。請過半分鐘再選一次。',
    en: 'Many files are arriving at the moment, so this one was not taken. Choose it again in half a minute.',
  },
  'evidence.refused.empty': {
    zh: '這個檔案是空的，請確認後再選一次。',
    en: 'This file is empty. Check it and choose again.',
  },
  'evidence.refused.kind': {
    zh: '這不是 PDF、JPEG 或 PNG。請轉成其中一種再加入。',
    en: 'This is no PDF, JPEG or PNG. Convert it and add it again.',
  },
  'evidence.refused.large': {
    zh: '檔案太大，每份最大 {max} MB。請降低解析度或分成幾份。',
    en: 'The file is too large; the limit is {max} MB. Lower the resolution or split it.',
  },
  'evidence.refused.late': {
    zh: '檔案送到時，您的登入已經結束，所以沒有收下。請再選一次。',
    en: 'Your sign-in had ended when the file arrived, so it was not taken. Choose it again.',
  },
  'evidence.refused.many': { zh: '最多 {max} 份文件。', en: 'At most {max} files.' },
  'evidence.refused.same': {
    zh: '這個檔案和已加入的「{name}」內容完全相同，所以沒有再加一次。',
    en: 'This file is the same, byte for byte, as “{name}”, which is here already, so it was not added again.',
  },
  'evidence.refused.several': {
    zh: '您先前送出的檔案還在傳送，這個檔案沒有收下。請等它們完成，或過兩分鐘再選一次。',
    en: 'Files that you sent before are still on their way, so this one was not taken. Wait for them, or choose it again in two minutes.',
  },
  'evidence.refused.shifted': {
    zh: '這是 JPEG 或 PNG 圖檔，但檔案開頭多了別的內容，看圖軟體無法開啟。請從原始來源重新取得，或重新掃描、拍照後再加入。',
    en: 'This is a JPEG or PNG with something else in front of it, which no viewer opens. Get it again from where it came, or scan or photograph it again.',
  },
  'evidence.remove': { zh: '移除', en: 'Remove' },
  'evidence.size': { zh: '{size} KB', en: '{size} KB' },
  'evidence.title': { zh: '證明文件', en: 'Evidence' },
  'notice.correction-applied': {
    zh: '校正申請 {number} 已同意，並寫入您的資料。',
    en: 'Correction {number} was accepted and written into your record.',
  },
  'notice.correction-doubted': {
    zh: '校正申請 {number}：承辦人擬不同意，等人事主管確認。',
    en: 'Correction {number}: the officer proposes to reject it; the HR chief decides.',
  },
  'notice.correction-extended': {
    zh: '校正申請 {number} 的答覆期限延長到{day}，理由在申請裡。',
    en: 'The answer to correction {number} is now due on {day}; the reason stands in the request.',
  },
  'notice.correction-forwarded': {
    zh: '校正申請 {number} 已送權責機關核定。',
    en: 'Correction {number} was sent to the authority that decides.',
  },
  'notice.correction-partly-applied': {
    zh: '校正申請 {number} 部分同意，同意的部分已寫入您的資料；不同意的理由在申請裡。',
    en: 'Correction {number} was accepted in part, and that part written into your record; why not the rest stands in the request.',
  },
  'notice.correction-partly-waits': {
    zh: '校正申請 {number} 部分同意，同意的部分等資料鎖定解除後寫入；不同意的理由在申請裡。',
    en: 'Correction {number} was accepted in part, which is written when the lock ends; why not the rest stands in the request.',
  },
  'notice.correction-reconsidered': {
    zh: '同意後等候寫入的校正申請 {number}，因為資料已經變動，由人事室重新審查。',
    en: 'Correction {number} waited to be written, but the record has changed: HR reviews it again.',
  },
  'notice.correction-rejected': {
    zh: '校正申請 {number} 不同意，理由在申請裡。',
    en: 'Correction {number} was rejected; the reason stands in the request.',
  },
  'notice.correction-reopened': {
    zh: '校正申請 {number} 由人事主管退回承辦人重審。',
    en: 'The HR chief sent correction {number} back to review.',
  },
  'notice.correction-returned': {
    zh: '校正申請 {number} 退回補正，請在{day}以前補。',
    en: 'Correction {number} was returned to you: please supplement it by {day}.',
  },
  'notice.correction-review-again': {
    zh: '同意後等候寫入的校正申請 {number}，因為資料已經變動，要重新審查。',
    en: 'Correction {number} waited to be written, but the record has changed: it must be reviewed again.',
  },
  'notice.correction-withdrawn': {
    zh: '您正在審查的校正申請 {number}，本人撤回了，不用再處理。',
    en: 'Correction {number}, which you were reviewing, was withdrawn; nothing is left to do.',
  },
  'notice.correction-sent': { zh: '有一件校正申請送到人事室。', en: 'A correction request has arrived.' },
  'notice.correction-taken': {
    zh: '人事室開始審查校正申請 {number}。',
    en: 'HR has begun to review correction {number}.',
  },
  'notice.correction-waits': {
    zh: '校正申請 {number} 已同意，等資料鎖定解除後寫入。',
    en: 'Correction {number} was accepted; it is written when the lock on your record ends.',
  },
  'notice.own-change': { zh: '有人員更新了自己的資料。', en: 'Somebody has updated their own data.' },
  'signature.by-card': {
    zh: '{time} 以自然人憑證簽章，本站已驗證。',
    en: 'Signed with a citizen card, {time}; verified by this site.',
  },
  'signature.by-phone': {
    zh: '{time} 以行動自然人憑證簽章，本站已驗證。',
    en: 'Signed with a phone’s certificate, {time}; verified by this site.',
  },
  'signature.certificate-file': { zh: '手機的憑證', en: 'The phone’s certificate' },
  'signature.checks': { zh: '驗證了什麼', en: 'What was verified' },
  'signature.cms-file': { zh: '簽章檔（CMS）', en: 'Signature (CMS)' },
  'signature.heading': { zh: '簽署的內容', en: 'What was signed' },
  'signature.how': {
    zh: '簽章簽的是一行文字，其中 text-sha256 就是申請書的雜湊值。把上面的檔案下載到同一個資料夾，用下面的命令可以自己驗證；發卡機構的憑證請再和機構公布的指紋比對。',
    en: 'The signature is over one line; its text-sha256 is the hash of the text. Download the files above into one folder and verify both yourself; compare the issuer’s certificate with the fingerprint its authority publishes.',
  },
  'signature.how-desk': {
    zh: '有本系統程式的人也可以再驗一次，連廢止一起查，多年以後也一樣：用的是簽署那時的時間和廢止名單。根憑證也請先和機構公布的指紋比對，再放進 trust 資料夾：',
    en: 'Who has this program can verify it once more, with revocation, also years from now: by the time of signing and the revocation list of that time. Compare the root certificate with its published fingerprint as well, before it goes into the folder trust:',
  },
  'signature.issuer-file': { zh: '發卡機構的憑證', en: 'The issuer’s certificate' },
  'signature.list-file': { zh: '簽署時查的廢止名單', en: 'The revocation list that was looked at' },
  'signature.list-gone': {
    zh: '簽署時查的廢止名單（第 {number} 號，{from} 發布，SHA-256 {sha256}）沒有留存。要連廢止一起再驗，請向發卡機構索取這一份，存成 {file}；較新的名單不能證明那一天的事。',
    en: 'The revocation list that was looked at (number {number}, published {from}, SHA-256 {sha256}) was not kept. To verify once more with revocation, ask the issuer for this very list and save it as {file}; a newer one says nothing about that day.',
  },
  'signature.line-file': { zh: '簽章簽的那一行', en: 'The line that was signed' },
  'signature.not-signed': { zh: '未簽章，請核對正本', en: 'Not signed, see the originals' },
  'signature.outcome.failed': { zh: '不通過', en: 'Failed' },
  'signature.outcome.passed': { zh: '通過', en: 'Passed' },
  'signature.outcome.undecided': { zh: '未能判定', en: 'Undecided' },
  'signature.pkcs1-file': { zh: '簽章檔（PKCS#1）', en: 'Signature (PKCS#1)' },
  'signature.take-home': { zh: '帶走一份，自己驗證', en: 'Take a copy and verify it yourself' },
  'signature.root-file': { zh: '根憑證機構的憑證', en: 'The root’s certificate' },
  'signature.text-file': { zh: '申請書全文', en: 'The whole text' },
  'signature.title': { zh: '第 {round} 次送出', en: 'Sent for the {round}. time' },
  'signature.unsigned': {
    zh: '{time} 重新確認身分後送出，沒有簽章。',
    en: 'Sent after a fresh proof of who it was, {time}; not signed.',
  },
  'signing.back': { zh: '回到核對', en: 'Back to check' },
  'signing.button': { zh: '用卡片簽章並送出', en: 'Sign with the card and send' },
  'signing.card-text': {
    zh: '插入您登記過的卡片，輸入 PIN 碼。卡片簽的就是上面這份內容的雜湊值。',
    en: 'Insert the card you registered and type its PIN. What it signs is the hash of the text above.',
  },
  'signing.card-title': { zh: '用自然人憑證簽章', en: 'Sign with your citizen card' },
  'signing.hash': { zh: '內容的 SHA-256：{hash}', en: 'SHA-256 of the text: {hash}' },
  'signing.lead': {
    zh: '下面是您要送出的全部內容。簽章後不能更改，但可以撤回。',
    en: 'This is everything you are about to send. Once signed it cannot be changed, but it can be withdrawn.',
  },
  'signing.prove': { zh: '先用密碼再確認一次身分', en: 'Prove your identity by password first' },
  'signing.text-label': { zh: '申請書全文', en: 'The whole text' },
  'signing.phone-text': {
    zh: '用您登記過的手機確認。手機簽的就是上面這份內容的雜湊值。',
    en: 'Confirm with the phone you registered. It signs the hash of the text above.',
  },
  'signing.phone-title': { zh: '用手機簽章', en: 'Sign with the phone' },
  'signing.title': { zh: '簽章送出', en: 'Sign and send' },
  'signing.unsigned-button': { zh: '不簽章，直接送出', en: 'Send without a signature' },
  'signing.unsigned-text': {
    zh: '沒有卡片也可以送出，會註記「未簽章」，人事室會請您出示正本核對。',
    en: 'You can send it without a card. It is marked “not signed”, and HR will ask to see the originals.',
  },
  'signing.unsigned-title': { zh: '沒有卡片', en: 'Without a card' },
} as const satisfies Sentences & Record<Keys, Sentence>
