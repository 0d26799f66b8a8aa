import type { Above, AgencyKind, AgencyRefusal } from '../../domain/agency/agency.ts'
import type { Sentence, Sentences } from '../sentences.ts'

export const agency = {
  'agency.above-none': { zh: '沒有上級人事機關', en: 'No HR above' },
  'agency.above-without-hr': { zh: '上級還沒有人事人員', en: 'No HR staff above yet' },
  'agency.above.choose': { zh: '選擇上級人事機關', en: 'Choose an HR parent' },
  'agency.above.nobody': {
    zh: '這個機關沒有上級人事機關，也還沒有指定第二位審查人。人事人員只有一位時，他自己的申請和需要兩個人確認的事，沒有人能處理；人事人員無法登入時，只有系統管理者能協助。',
    en: 'No HR stands above this agency, and no second reviewer is named. Where its HR is one person, nobody can decide that person’s own corrections or confirm what needs two people. If HR cannot sign in, only an administrator can help.',
  },
  'agency.above.parent-without-hr': {
    zh: '上級人事機關「{parent}」還沒有人事人員。在指定以前，這個機關人事人員自己的申請和需要兩個人確認的事，上級沒有人能處理，人事人員無法登入時也沒有人能協助。',
    en: 'The HR parent {parent} has no HR staff yet. Until it has, nobody above can decide the corrections of this agency’s HR staff or confirm what needs two people, and nobody can help them if they cannot sign in.',
  },
  'agency.above.reviewer': {
    zh: '這個機關沒有上級人事機關。人事人員只有一位時，他自己的申請由第二位審查人{reviewer}處理；人事人員無法登入時，由{reviewer}或系統管理者協助。',
    en: 'No HR stands above this agency. Where its HR is one person, the second reviewer {reviewer} decides that person’s own corrections. If HR cannot sign in, {reviewer} or an administrator helps.',
  },
  'agency.add.button': { zh: '新增機關', en: 'Add the agency' },
  'agency.add.title': { zh: '新增機關', en: 'Add an agency' },
  'agency.admin-parent': { zh: '上級機關', en: 'Administrative parent' },
  'agency.code': { zh: '機關代碼', en: 'Agency code' },
  'agency.code-hint': {
    zh: '9 個數字加 1 個大寫英文字母，例如 999000001A。',
    en: 'Nine digits and a letter, for example 999000001A.',
  },
  'agency.edit.button': { zh: '儲存', en: 'Save' },
  'agency.edit.link': { zh: '修改機關資料', en: 'Change the agency' },
  'agency.edit.title': { zh: '修改機關資料：{name}', en: 'Change {name}' },
  'agency.empty': {
    zh: '這裡會列出使用本系統的機關和學校。請先新增一個機關，再替它指定第一位人事人員；其他人由那位人事人員建立。',
    en: 'The agencies and schools that use this desk are listed here. Add one, then name its first HR officer, who enters everybody else.',
  },
  'agency.find': { zh: '上級機關的名稱或代碼', en: 'Name or code of the agency above' },
  'agency.first-person.account-kept': {
    zh: '{name}已經有帳號，用原來的方式登入就會看到新的工作，不需要啟用碼。',
    en: '{name} has an account already and finds the new work there after signing in as usual. No activation code is needed.',
  },
  'agency.first-person.button': { zh: '建立並產生啟用碼', en: 'Add and make an activation code' },
  'agency.first-person.done': { zh: '{name}現在負責{agency}的人事', en: '{name} now does the HR work of {agency}' },
  'agency.first-person.lead': {
    zh: '這裡只填能辨別身分的資料，其餘由人事人員自己登錄。如果這個人已經在系統裡，填相同的姓名和號碼，就會直接加上角色。',
    en: 'Only what tells who the person is; HR enters the rest. For somebody who is here already, the same name and number add the role.',
  },
  'agency.first-person.link': { zh: '指定人事人員', en: 'Name an HR officer' },
  'agency.first-person.roles': { zh: '在這個機關的角色', en: 'Roles at this agency' },
  'agency.first-person.title': { zh: '指定人事人員：{name}', en: 'Name an HR officer of {name}' },
  'agency.hr-people': { zh: '人事人員', en: 'HR staff' },
  'agency.hr-people-empty': {
    zh: '這裡會列出負責這個機關人事的人。現在還沒有人，請先指定一位。',
    en: 'HR staff of this agency are listed here. There is nobody yet: name somebody first.',
  },
  'agency.hr-people-none': { zh: '還沒有', en: 'None yet' },
  'agency.hr-parent': { zh: '上級人事機關', en: 'HR parent' },
  'agency.hr-parent-hint': {
    zh: '人事人員自己的申請和需要兩個人確認的事，由這個機關處理。沒有上級人事機關時，請另外指定第二位審查人。',
    en: 'It decides the corrections of HR staff themselves and what needs a second person. Without one, name a second reviewer.',
  },
  'agency.kind': { zh: '機關種類', en: 'Kind of agency' },
  'agency.kind.bureau': { zh: '教育局（處）', en: 'Education bureau' },
  'agency.kind.city': { zh: '縣市政府', en: 'City or county government' },
  'agency.kind.office': { zh: '其他機關', en: 'Other agency' },
  'agency.kind.school': { zh: '學校', en: 'School' },
  'agency.list.title': { zh: '機關', en: 'Agencies' },
  'agency.former-names': { zh: '曾用名稱', en: 'Former names' },
  'agency.former-names-hint': {
    zh: '一行一個。經歷裡的機關寫這些名稱時，服務證明也會列入。改名時，原名稱會自動加入。',
    en: 'One a line. Posts in which the agency bears one of them stand on certificates too. When the name is changed, the old one is added by itself.',
  },
  'agency.name': { zh: '機關名稱', en: 'Name of the agency' },
  'agency.new-code.button': { zh: '產生新的啟用碼', en: 'Make a new activation code' },
  'agency.new-code.done': { zh: '{name}的新啟用碼', en: 'A new activation code for {name}' },
  'agency.no-parent': { zh: '（沒有）', en: '(none)' },
  'agency.none-found': { zh: '找不到符合的機關。', en: 'No agency was found.' },
  'agency.passwords.advice': {
    zh: '經常要換密碼的人，容易選用好猜的密碼。除非另有規定，不建議設定。',
    en: 'People who have to change passwords often choose ones that are easy to guess. Set this only where a rule asks for it.',
  },
  'agency.passwords.days': { zh: '更換週期（天）', en: 'Days until it must be changed' },
  'agency.passwords.days-hint': {
    zh: '{min} 到 {max} 天；留白就不用定期更換。',
    en: '{min} to {max} days; blank sets no limit.',
  },
  'agency.passwords.label': { zh: '密碼規則', en: 'Rules for passwords' },
  'agency.passwords.lead': {
    zh: '密碼到期後，用密碼登入的人要先換新密碼才能繼續，不會因此無法登入。{days} 天前會通知本人；新設定的期限，也至少讓大家有 {days} 天。用卡片或手機登入不受影響。',
    en: 'When a password has reached its age, anyone who signs in by password sets a new one before going on; nobody is kept out. People are told {days} days before, and a new limit leaves everybody at least {days} days. Cards and phones are not affected.',
  },
  'agency.passwords.strong': { zh: '不能單憑密碼的操作', en: 'What a password alone does not do' },
  'agency.passwords.strong-hint': {
    zh: '顯示完整資料、匯出、決定校正申請與整批作業、檢誤的免處理、鎖定、變更代碼表、給予權限，以及變更登入方式。其他方式指卡片、健保卡、手機、通行金鑰，以及密碼加上驗證 App。',
    en: 'About showing full values, exports, deciding corrections and batches, leaving findings as they are, locks, code tables, giving rights and changing ways to sign in. Other ways are a card, a health card, a phone, a passkey, and a password with an app.',
  },
  'agency.passwords.strong.always': {
    zh: '一律不能單憑密碼：只有密碼的人要先設定其他方式',
    en: 'Never by password alone: whoever has only a password sets up another way first',
  },
  'agency.passwords.strong.if-possible': {
    zh: '登記過其他方式的人用它確認身分，只有密碼的人用密碼（預設）',
    en: 'Whoever has another way confirms by it; whoever has only a password uses that (the default)',
  },
  'agency.passwords.strong.never': { zh: '密碼就可以', en: 'A password is enough' },
  'agency.passwords.link': { zh: '設定', en: 'Set it' },
  'agency.passwords.none': { zh: '不用定期更換', en: 'No limit' },
  'agency.passwords.title': { zh: '密碼規則：{name}', en: 'Rules for passwords: {name}' },
  'agency.passwords.value': { zh: '{days} 天', en: '{days} days' },
  'agency.refused.account-closed': {
    zh: '這個人的帳號已經註銷，不能再擔任人事人員。請確認是不是同一個人。',
    en: 'The account of this person is closed. Make sure it is the same person.',
  },
  'agency.refused.admin-circle': {
    zh: '這樣設定，機關會變成自己的上級。請改選別的上級機關。',
    en: 'The agency would be its own parent. Choose another administrative parent.',
  },
  'agency.refused.code-shape': {
    zh: '機關代碼是 9 個數字加 1 個英文字母，請再看一次。',
    en: 'An agency code is nine digits and a letter. Check it again.',
  },
  'agency.refused.code-taken': {
    zh: '這個機關代碼已經有別的機關使用，請再看一次。',
    en: 'Another agency has this code. Check it again.',
  },
  'agency.refused.former-names': {
    zh: '「曾用名稱」：最多 20 個，每個不超過 60 個字，一行一個。',
    en: '“Former names”: 20 at most, of at most 60 characters each, one a line.',
  },
  'agency.refused.hr-circle': {
    zh: '這樣設定，機關會變成自己的上級人事機關。請改選別的上級人事機關。',
    en: 'The agency would be its own HR parent. Choose another HR parent.',
  },
  'agency.refused.kind': { zh: '請選機關種類。', en: 'Choose the kind of agency.' },
  'agency.refused.name-blank': { zh: '請填機關名稱。', en: 'Type the name of the agency.' },
  'agency.refused.name-long': {
    zh: '機關名稱最多 60 個字，請縮短。',
    en: 'A name has at most 60 characters. Make it shorter.',
  },
  'agency.refused.other-name': {
    zh: '這個號碼已經登記在系統裡，但姓名不同。請對照證件再看一次。',
    en: 'This number is here already under another name. Compare both with the ID card.',
  },
  'agency.refused.own-role': {
    zh: '管理者看不到人事資料，所以不能指定自己。請指定別人。',
    en: 'Administrators see no records, so you cannot name yourself. Name somebody else.',
  },
  'agency.refused.parent': { zh: '請從清單選一個機關。', en: 'Choose an agency from the list.' },
  'agency.refused.password-days': {
    zh: '請填 90 到 365 之間的天數，或留白。',
    en: 'Type a number of days from 90 to 365, or leave it blank.',
  },
  'agency.refused.reviewer': { zh: '請從名單選一個人。', en: 'Choose somebody from the list.' },
  'agency.refused.role': { zh: '請至少勾選一個角色。', en: 'Tick at least one role.' },
  'agency.second-reviewer.button': { zh: '儲存', en: 'Save' },
  'agency.second-reviewer.empty': {
    zh: '這裡會列出可以擔任的人：這個機關不辦人事的人，和別的機關的人事主管。現在還沒有，等人事人員建立其他人以後再回來指定。',
    en: 'Those who could be chosen are listed here: people of this agency outside HR, and chiefs of other HR offices. There is nobody yet; come back when HR has added people.',
  },
  'agency.second-reviewer.find': { zh: '第二位審查人的姓名', en: 'Name of the second reviewer' },
  'agency.second-reviewer.label': { zh: '第二位審查人', en: 'Second reviewer' },
  'agency.second-reviewer.lead': {
    zh: '這個機關沒有上級人事機關。人事人員自己的申請，和需要兩個人確認的事，由這裡指定的人處理。',
    en: 'This agency has no HR parent. Whoever is named here decides the corrections of HR staff themselves and what needs a second person.',
  },
  'agency.second-reviewer.link': { zh: '指定第二位審查人', en: 'Name a second reviewer' },
  'agency.second-reviewer.none': { zh: '（不指定）', en: '(nobody)' },
  'agency.second-reviewer.title': { zh: '第二位審查人：{name}', en: 'Second reviewer of {name}' },
  'agency.state': { zh: '帳號', en: 'Account' },
  'agency.state.active': { zh: '使用中', en: 'In use' },
  'agency.state.closed': { zh: '已註銷', en: 'Closed' },
  'agency.state.invited': { zh: '待啟用', en: 'Not activated yet' },
  'agency.state.locked': { zh: '已鎖定', en: 'Locked' },
  'agency.state.must_change': { zh: '須更改密碼', en: 'Must change password' },
  'agency.state.suspended': { zh: '停用', en: 'Suspended' },
  'agency.to-list': { zh: '回到機關清單', en: 'Back to the agencies' },
  'agency.to-page': { zh: '回到{name}', en: 'Back to {name}' },
} as const satisfies Record<AgencyRefusal | `agency.above.${Exclude<Above, 'parent'>}`, Sentence> &
  Record<`agency.kind.${AgencyKind}`, Sentence> &
  Sentences
