import type { PersonNameRefusal } from '../../domain/person/name.ts'
import type { Sentence, Sentences } from '../sentences.ts'

export const person = {
  'person.added': { zh: '建立人員', en: 'Person added' },
  'person.agency': { zh: '機關', en: 'Agency' },
  'person.from': { zh: '到職日', en: 'First day' },
  'person.id-kind': { zh: '證號類別', en: 'Kind of number' },
  'person.id-number': { zh: '身分證統一編號／統一證號', en: 'ID number' },
  'person.id-number-hint': {
    zh: '照證件上的號碼填，大小寫和空格都可以。儲存時會加密，畫面上只顯示前 6 碼。',
    en: 'As printed on the card; capitals and blanks make no difference. It is kept encrypted and shown without its last four.',
  },
  'person.name': { zh: '姓名', en: 'Name' },
  'person.namesake': { zh: '{name}（{place}）', en: '{name} ({place})' },
  'person.refused.name-blank': { zh: '請填姓名。', en: 'Type the name.' },
  'person.refused.name-long': { zh: '姓名最多 50 個字，請縮短。', en: 'A name has at most 50 characters.' },
  'person.refused.number-taken': {
    zh: '這個號碼已經登記在系統裡的另一個人，請對照證件再看一次。',
    en: 'This number belongs to somebody who is here already. Compare it with the card.',
  },
  'person.refused.number-former': {
    zh: '這個號碼是系統裡另一個人的曾用證號：請以現在的證號登錄；姓名也不同時，請對照證件再看一次。證件無誤時，是那一筆曾用證號登錄錯了，要由那個人的機關更正。',
    en: 'Somebody who is here already had this number before. Enter the present number; if the name differs too, compare with the card. If the card is right, that entry is wrong and the agency of that person has to mend it.',
  },
  'person.refused.staff-kind': { zh: '請選人員區分。', en: 'Choose the kind of staff.' },
  'person.refused.title': { zh: '職稱最多 40 個字，請縮短。', en: 'A job title has at most 40 characters.' },
  'person.refused.staff-number': {
    zh: '「員工編號」：最多 20 個英文字母、數字或連字號。',
    en: 'Staff number: at most 20 letters, digits or hyphens.',
  },
  'person.refused.staff-number-taken': {
    zh: '「員工編號」：這個機關已有同仁使用，請確認編號。',
    en: 'Staff number: a colleague at this agency has it. Check the number.',
  },
  'person.refused.unit': { zh: '「單位」：最多 40 個字，請縮短。', en: 'Unit: at most 40 characters.' },
  'person.staff-kind': { zh: '人員區分', en: 'Kind of staff' },
  'person.staff-number': { zh: '員工編號', en: 'Staff number' },
  'person.status': { zh: '任職狀態', en: 'Employment' },
  'person.status.left': { zh: '離職', en: 'Left' },
  'person.status.on-leave': { zh: '留職停薪', en: 'On unpaid leave' },
  'person.status.serving': { zh: '在職', en: 'At work' },
  'person.status.suspended': { zh: '停職', en: 'Suspended' },
  'person.status.to-come': { zh: '未到職', en: 'Yet to come' },
  'person.title': { zh: '職稱', en: 'Job title' },
  'person.unit': { zh: '單位', en: 'Unit' },
} as const satisfies Record<PersonNameRefusal, Sentence> & Sentences
