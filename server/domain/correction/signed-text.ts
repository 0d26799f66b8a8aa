import type { FieldChange, Operation } from '../record/difference.ts'
import { titleFields } from '../record/difference.ts'
import type { Row, Section } from '../record/field.ts'
import { fieldOf, sealedFields } from '../record/sections.ts'
import { showValue } from '../record/value.ts'
import { dateText } from '../roc-date.ts'
import { composed } from '../typed-text.ts'

export type CorrectionText = {
  /** Name of the person whose record it is, and their agency's name. */
  name: string
  agency: string
  /** Id of the correction, and which time it is sent. */
  id: string
  round: number
  section: Section
  operation: Operation
  /** The row as it is now, to say which one is meant; empty for one that is to be added. */
  row: Row
  changes: readonly FieldChange[]
  reason: string
  effective: string | null
  evidence: readonly { name: string; sha256: string }[]
}

const format = 1
const operations: Record<Operation, string> = { add: '新增一筆', change: '更改', delete: '刪除一筆' }

/**
 * What a person signs, in words: canonical zh-TW lines, `composed`, LF, one at the end. Labels come from the
 * dictionary, line breaks inside a value are written `⏎`, what cannot be seen `〈202E〉` and so are these two signs
 * themselves, so that no value can look like a line of its own or like another value. Sealed values are masked and
 * carry `sealedHash(field, value)`, by which the value itself can be proved later without standing in the text.
 */
export function correctionText(
  correction: CorrectionText,
  sealedHash: (field: string, value: unknown) => string,
): Buffer {
  const { section, operation } = correction
  const sealed = sealedFields(section.id)
  const show = (id: string, value: unknown) =>
    sealed.includes(id)
      ? `${masked(section, id, value)}（已遮蔽，驗證碼 ${sealedHash(id, value)}）`
      : inOneLine(showValue(fieldOf(section, id), value, 'zh-TW'))
  const line = (label: string, id: string, value: unknown) =>
    value === null || value === undefined ? `　${label}（無）` : `　${label}：${show(id, value)}`
  const title =
    section.form === 'single' ? [] : titleFields(section).filter(({ id }) => (correction.row[id] ?? null) !== null)
  const lines = [
    `個人資料校正申請書（格式 ${format}）`,
    `申請編號：${correction.id}`,
    `送出次數：第 ${correction.round} 次`,
    `申請人：${inOneLine(correction.name)}`,
    `服務機關：${inOneLine(correction.agency)}`,
    `資料類別：${section.zh}`,
    [`申請事項：${operations[operation]}`, ...title.map(({ id }) => show(id, correction.row[id]))].join('　'),
    ...correction.changes.flatMap(change => {
      const { zh } = fieldOf(section, change.field)
      return [
        `欄位：${zh}`,
        ...(operation === 'add' ? [] : [line('原值', change.field, change.old)]),
        ...(operation === 'delete' ? [] : [line('新值', change.field, change.new)]),
      ]
    }),
    `理由：${inOneLine(correction.reason)}`,
    correction.effective ? `生效日期：${dateText(correction.effective, 'zh-TW')}` : '生效日期（無）',
    ...(correction.evidence.length === 0 ? ['證明文件（無）'] : []),
    ...correction.evidence.map(({ name, sha256 }) => `證明文件：${inOneLine(name)}（SHA-256 ${sha256}）`),
  ]
  return Buffer.from(lines.map(line => `${composed(line)}\n`).join(''), 'utf8')
}

// in NFC first: U+2329 would turn into one of our own signs afterwards
const inOneLine = (text: string): string =>
  composed(text)
    .replace(/\r\n/g, '\n')
    .replace(unseen, sign => (sign === '\n' ? '⏎' : `〈${sign.codePointAt(0)?.toString(16).toUpperCase()}〉`))

// the variant of a character is seen where a font has it, and stays
const unseen =
  /(?![\uFE00-\uFE0F\u{E0100}-\u{E01EF}])[⏎〈\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/gu

function masked(section: Section, id: string, value: unknown): string {
  const field = fieldOf(section, id)
  const shown = showValue(field, value, 'zh-TW', { masked: true })
  return field.masked ? shown : '＊＊＊'
}
