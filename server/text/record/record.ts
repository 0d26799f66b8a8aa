import type { ruleRefusals, RecordWarning } from '../../domain/record/validate.ts'
import type { valueRefusals } from '../../domain/record/value.ts'
import type { Sentence, Sentences } from '../sentences.ts'

type Told = (typeof valueRefusals)[number] | (typeof ruleRefusals)[number] | RecordWarning

export const record = {
  'record.add': { zh: '新增一筆', en: 'Add an entry' },
  'record.add-to': { zh: '申請新增：{section}', en: 'Ask to add: {section}' },
  'record.back': { zh: '回到我的資料', en: 'Back to my record' },
  'record.blank-text': {
    zh: '這些類別目前沒有資料。有漏掉的，可以申請新增。',
    en: 'Nothing is kept under these headings. If something is missing, ask to add it.',
  },
  'record.blank-title': { zh: '沒有資料的類別（{count}）', en: 'Sections without entries ({count})' },
  'record.changed': {
    zh: '您上次看（{time}）以後，別人更新了 {count} 筆。',
    en: 'Since you last looked ({time}), others updated {count} entries.',
  },
  'record.contents': { zh: '資料類別', en: 'Sections' },
  'record.correct': { zh: '申請更正', en: 'Ask for a correction' },
  'record.delete': { zh: '申請刪除這一筆', en: 'Ask to delete this entry' },
  'record.details': { zh: '全部欄位', en: 'All fields' },
  'record.doubt': { zh: '這一項可能有誤。', en: 'This may be wrong.' },
  'record.doubt-age': { zh: '超過 12 個月沒有確認。', en: 'Not confirmed for 12 months.' },
  'record.doubt-row': { zh: '有可能錯誤的欄位', en: 'Some fields may be wrong' },
  'record.draft': { zh: '繼續填寫 {time} 開始的草稿', en: 'Go on with the draft begun on {time}' },
  'record.empty': {
    zh: '人事室還沒有登錄您的資料。登錄後會列在這裡，您可以核對並申請更正。',
    en: 'HR has not entered your data yet. It will be listed here for you to check and correct.',
  },
  'record.history': { zh: '異動紀錄', en: 'History' },
  'record.jump': { zh: '跳到', en: 'Go to' },
  'record.lead': {
    zh: '這是機關留存的您的人事資料。有錯的地方，按「申請更正」，說明理由並附上證明。',
    en: 'This is what your agency keeps about you. Where something is wrong, ask for a correction with a reason and evidence.',
  },
  'record.mark.asked': { zh: '申請中', en: 'Correction under way' },
  'record.mark.changed': { zh: '有更新', en: 'Updated' },
  'record.mark.disputed': { zh: '爭議中', en: 'Disputed' },
  'record.mark.draft': { zh: '草稿', en: 'Draft' },
  'record.mark.locked': { zh: '鎖定', en: 'Locked' },
  'record.no-rows': { zh: '目前沒有資料。', en: 'Nothing is kept here.' },
  'record.open': { zh: '查看', en: 'View' },
  'record.confirm': { zh: '仍正確', en: 'Still right' },
  'record.own': { zh: '自己更新', en: 'Update it yourself' },
  'record.own-button': { zh: '更新', en: 'Update' },
  'record.own-change': { zh: '本人更新', en: 'Updated by the person' },
  'record.own-lead': {
    zh: '這些欄位由您自己更新，立即生效，人事室會收到通知，舊的值留在異動紀錄。',
    en: 'You change these fields yourself. They take effect at once, HR is told, and the old values stay in the history.',
  },
  'record.pending': { zh: '校正申請 {number} 辦理中', en: 'Correction {number} is being handled' },
  'record.refused.authority': {
    zh: '請填寫由哪個機關核定。還沒核定的內容待審定，先不要登錄。',
    en: 'Name the authority that decided. What it has not decided yet is not entered.',
  },
  'record.refused.basic-stays': {
    zh: '基本資料不能整筆刪除，有錯的欄位請更正。',
    en: 'The basic data cannot be deleted. Correct the fields that are wrong.',
  },
  'record.refused.changed-meanwhile': {
    zh: '這筆資料在您填寫的時候有人改過了。您填的還在，請核對目前的內容後再送一次。',
    en: 'This entry was changed while you were typing. What you typed is still here; compare and send it again.',
  },
  'record.refused.locked': {
    zh: '這份資料鎖定中，現在不能改。校正申請仍可以提出，解除鎖定後會寫入。',
    en: 'This data is locked and cannot be changed now. Corrections can still be filed; they are applied once the lock ends.',
  },
  'record.refused.number-taken': {
    zh: '這個證號已經登記在另一位人員名下，請與人事室確認。',
    en: 'This number belongs to another person in the register. Check with HR.',
  },
  'record.refused.own-only': {
    zh: '這些欄位可由您自己更新，不需要提出校正申請。',
    en: 'You can update these fields yourself; no correction is needed.',
  },
  'record.refused.single-exists': {
    zh: '這個類別只能有一筆，而且已經有了。請改為更正那一筆。',
    en: 'This section has only one entry, which exists already. Correct that one.',
  },
  'record.reveal': { zh: '顯示完整號碼', en: 'Show the whole number' },
  'record.revealed': {
    zh: '這次查看已留下紀錄。離開座位前請關閉這一頁。',
    en: 'This look has been noted. Close this page before you leave your seat.',
  },
  'record.see-changes': { zh: '查看更新', en: 'See what changed' },
  'record.seen-to': { zh: '上次更新或確認：{day}。', en: 'Last updated or confirmed: {day}.' },
  'record.title': { zh: '我的資料', en: 'My record' },
  'record.refused.address-part': {
    zh: '請填完整地址：縣市、鄉鎮市區，以及街路門牌。',
    en: 'Give the whole address: county, town, and street with number.',
  },
  'record.refused.code': { zh: '請從清單中選一項。', en: 'Choose one from the list.' },
  'record.refused.code-unclear': {
    zh: '「{typed}」可能是{choices}。請選一項，或改填代碼或完整名稱。',
    en: '“{typed}” may be {choices}. Choose one, or type a code or a whole name.',
  },
  'record.refused.duplicate': { zh: '同樣的一筆已經在資料裡了。', en: 'The same entry is in the record already.' },
  'record.refused.email': {
    zh: '這不像電子郵件地址，請檢查有沒有 @ 和網域。',
    en: 'This does not look like an e-mail address. Check the @ and the domain.',
  },
  'record.refused.flag': { zh: '請選「是」或「否」。', en: 'Choose yes or no.' },
  'record.refused.forbidden-sign': {
    zh: '這裡不能用「{sign}」這個字元。',
    en: 'The character {sign} cannot be used here.',
  },
  'record.refused.future': { zh: '這裡不能填今天以後的日子。', en: 'This cannot lie in the future.' },
  'record.refused.latin-only': {
    zh: '請用護照上的拉丁字母填寫。',
    en: 'Use Latin letters, as in the passport.',
  },
  'record.refused.long': {
    zh: '最多 {max} 個字，現在有 {now} 個。',
    en: 'At most {max} characters; there are {now} now.',
  },
  'record.refused.mobile': {
    zh: '手機號碼是 09 開頭的 10 個數字；外國號碼請以 + 開頭。',
    en: 'A mobile number has 10 digits and begins with 09; begin foreign numbers with +.',
  },
  'record.refused.not-after': {
    zh: '這裡不能早於「{other}」。',
    en: 'This cannot come before “{other}”.',
  },
  'record.refused.number': { zh: '請填整數，只用數字。', en: 'Type a whole number, digits only.' },
  'record.refused.one-only': {
    zh: '同一時間只能有一筆這樣的資料，請先結束另一筆。',
    en: 'Only one such entry can be open at a time. End the other one first.',
  },
  'record.refused.phone': {
    zh: '請填含區碼的電話，例如 02-12345678#123；外國號碼請以 + 開頭。',
    en: 'Type the number with its area code, such as 02-12345678#123; begin foreign numbers with +.',
  },
  'record.refused.lost-sign': {
    zh: '有無法辨識的字（�），通常是造字。請改用 Unicode 的字。',
    en: 'There is a sign that was lost on the way (�), mostly a privately drawn one. Use the Unicode character.',
  },
  'record.refused.private-use': {
    zh: '有其他電腦無法顯示的造字（{signs}）。請改用 Unicode 已收錄的字。',
    en: 'There are private-use characters ({signs}) that other computers cannot show. Use the Unicode ones.',
  },
  'record.refused.private-use-known': {
    zh: '有其他電腦無法顯示的造字（{signs}）。已改填 Unicode 的字，請核對後再送出。',
    en: 'There were private-use characters ({signs}). They are replaced by the Unicode ones; check them and send the form again.',
  },
  'record.refused.range': { zh: '請填 {min} 到 {max} 之間的數字。', en: 'Type a number from {min} to {max}.' },
  'record.refused.required': { zh: '請填寫這一欄。', en: 'This must be filled in.' },
  'record.refused.roman-only': {
    zh: '請用羅馬字（拉丁字母）填寫，例如 Mayaw Kacaw。',
    en: 'Use Latin letters, as in Mayaw Kacaw.',
  },
  'record.refused.score': {
    zh: '等次和總分不符：這個等次的總分是 {from} 到 {to} 分。',
    en: 'Grade and score do not agree: this grade means {from} to {to} points.',
  },
  'record.refused.zip': { zh: '郵遞區號是 3 碼或 6 碼數字。', en: 'A postal code has 3 or 6 digits.' },
  'record.warning.across': { zh: '{sentence}，請一併核對。', en: '{sentence}. Check both.' },
  'record.warning.age': {
    zh: '當時是 {years} 歲，請確認日期沒有填錯。',
    en: 'That is an age of {years}. Check the dates.',
  },
  'record.warning.code-ended': {
    zh: '這個代碼有停用日，而這筆資料延續到其後。請確認停用後改用哪個代碼。',
    en: 'This code ends before what the entry says does. Check which code takes its place.',
  },
  'record.warning.document-number': {
    zh: '文號通常像「某某字第1150000000號」，請確認和公文上一樣。',
    en: 'Document numbers usually look like 某某字第1150000000號. Check it against the document.',
  },
  'record.warning.kind': {
    zh: '這個欄位不適用於這種人員區分，請確認。',
    en: 'This field does not apply to this kind of staff. Please check.',
  },
  'record.warning.one-only': {
    zh: '另一筆也是這樣，通常只會有一筆，請核對。',
    en: 'Another entry says the same, and usually only one does. Please check.',
  },
  'record.warning.sex': {
    zh: '性別和證號第二碼不同，請確認沒有填錯。',
    en: 'The sex differs from the second character of the number. Check both.',
  },
  'record.warning.zip-county': {
    zh: '郵遞區號不在這個縣市，請確認。',
    en: 'The postal code is not in this county. Check it.',
  },
  'record.warning.zip-old': {
    zh: '這是舊的 5 碼郵遞區號；可以只填前 3 碼，或改填 6 碼。',
    en: 'This is the old 5-digit code; the first 3 digits are enough, or use all 6.',
  },
  'record.warning.zip-town': {
    zh: '郵遞區號不在這個鄉鎮市區，請確認。',
    en: 'The postal code is not in this town or district. Check it.',
  },
} as const satisfies Sentences & Record<Told, Sentence>
