import type { NamedRule } from '../field.ts'
import type { RecordWarning, RowRefusal } from '../validate.ts'

/** What may be wrong with any field by itself, by the sentences in which forms say so. */
export type FieldRule = NamedRule & { whys: readonly (RowRefusal | RecordWarning)[] }

const line = (
  id: string,
  why: FieldRule['whys'][number] | FieldRule['whys'],
  { zh, en, severity = 'error' }: { zh: string; en: string; severity?: NamedRule['severity'] },
): FieldRule => ({ id: `field.${id}`, severity, zh, en, whys: typeof why === 'string' ? [why] : why })

export const fieldRules: readonly FieldRule[] = [
  line('required', 'record.refused.required', { zh: '必填的欄位沒有資料', en: 'A required field is blank' }),
  line('future', 'record.refused.future', { zh: '日期在今天以後', en: 'The date lies in the future' }),
  line('code', 'record.refused.code', {
    zh: '代碼不在當時的代碼表中',
    en: 'The code was not in its table on that day',
  }),
  line('code-ended', 'record.warning.code-ended', {
    zh: '代碼已停用或即將停用，而資料仍在其後',
    en: 'The code ends before what the entry says does',
    severity: 'warning',
  }),
  line('private-use', ['record.refused.private-use', 'record.refused.private-use-known'], {
    zh: '有其他電腦無法顯示的造字',
    en: 'There are private-use characters that other computers cannot show',
  }),
  line('long', 'record.refused.long', { zh: '字數超過上限', en: 'The text is too long' }),
  line('range', 'record.refused.range', { zh: '數字超出範圍', en: 'The number is out of range' }),
  line('forbidden-sign', ['record.refused.forbidden-sign', 'record.refused.lost-sign'], {
    zh: '有不可使用的字元',
    en: 'There is a character that cannot be used here',
  }),
  line('latin-only', 'record.refused.latin-only', {
    zh: '有拉丁字母以外的字元',
    en: 'There are characters other than Latin letters',
  }),
  line('roman-only', 'record.refused.roman-only', {
    zh: '有羅馬字以外的字元',
    en: 'There are characters other than those of romanised names',
  }),
  line('mobile', 'record.refused.mobile', { zh: '手機號碼格式不符', en: 'This is not a mobile number' }),
  line('phone', 'record.refused.phone', { zh: '電話號碼格式不符', en: 'This is not a telephone number' }),
  line('email', 'record.refused.email', { zh: '電子郵件格式不符', en: 'This is not an e-mail address' }),
  line('address-part', 'record.refused.address-part', { zh: '地址不完整', en: 'The address is incomplete' }),
  line('zip', 'record.refused.zip', {
    zh: '郵遞區號不是 3 碼或 6 碼',
    en: 'The postal code has neither 3 nor 6 digits',
  }),
  line('id-length', 'national-id.refused.length', {
    zh: '證號不是 10 碼',
    en: 'The number does not have 10 characters',
  }),
  line('id-shape', 'national-id.refused.shape', { zh: '證號格式不符', en: 'The number has the wrong format' }),
  line('id-kind', 'national-id.refused.other-kind', { zh: '證號和證號類別不符', en: 'The number is of another kind' }),
  line('id-check-digit', 'national-id.refused.check-digit', { zh: '證號檢查碼不符', en: 'The check digit is wrong' }),
  line('id-residence-permit', 'national-id.refused.residence-permit', {
    zh: '填的是居留證號，不是統一證號',
    en: 'This is the number of a residence permit',
  }),
  line('id-passport', 'national-id.refused.passport-shape', {
    zh: '護照號碼格式不符',
    en: 'This is not a passport number',
  }),
  line('document-number', 'record.warning.document-number', {
    zh: '文號沒有「字第…號」',
    en: 'The document number lacks 字第…號',
    severity: 'warning',
  }),
  line('kind', 'record.warning.kind', {
    zh: '這個欄位不適用於這種人員區分',
    en: 'The field does not apply to this kind of staff',
    severity: 'warning',
  }),
  line('zip-county', 'record.warning.zip-county', {
    zh: '郵遞區號和縣市不符',
    en: 'The postal code belongs to another county',
    severity: 'warning',
  }),
  line('zip-old', 'record.warning.zip-old', {
    zh: '郵遞區號是舊的 5 碼',
    en: 'The postal code is an old one of 5 digits',
    severity: 'warning',
  }),
  line('zip-town', 'record.warning.zip-town', {
    zh: '郵遞區號和鄉鎮市區不符',
    en: 'The postal code belongs to another town or district',
    severity: 'warning',
  }),
]
