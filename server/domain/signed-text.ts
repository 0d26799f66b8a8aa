import type { FieldChange, Operation } from './record/difference.ts'
import type { Section } from './record/field.ts'
import { fieldOf, sealedFields } from './record/sections.ts'
import { showValue } from './record/value.ts'
import { dateText } from './roc-date.ts'

export type CorrectionText = {
  /** Name of the person whose record it is, and their agency's name. */
  name: string
  agency: string
  /** Id of the request, and which time it is sent. */
  request: string
  round: number
  section: Section
  operation: Operation
  /** What tells the row from others, as shown on pages; '' for a section with one row. */
  rowTitle: string
  changes: readonly FieldChange[]
  reason: string
  effective: string | null
  evidence: readonly { name: string; sha256: string }[]
}

const format = 1
const operations: Record<Operation, string> = { add: '新增一筆', change: '更改', delete: '刪除一筆' }

/**
 * What a person signs, in words: canonical zh-TW lines, NFC, LF, one at the end. Labels come from the dictionary, line
 * breaks inside a value are written `⏎`, so that no value can look like a line of its own. Sealed values are masked
 * and carry `sealedHash(field, value)`, by which the value itself can be proved later without standing in the text.
 */
export function correctionText(request: CorrectionText, sealedHash: (field: string, value: unknown) => string): Buffer {
  const { section, operation } = request
  const sealed = sealedFields(section.id)
  const show = (id: string, value: unknown) => {
    if (value === null || value === undefined) return '（無）'
    if (sealed.includes(id)) return `${masked(section, id, value)}（已遮蔽，驗證碼 ${sealedHash(id, value)}）`
    return inOneLine(showValue(fieldOf(section, id), value, 'zh-TW'))
  }
  const lines = [
    `個人資料校正申請書（格式 ${format}）`,
    `申請編號：${request.request}`,
    `送出次數：第 ${request.round} 次`,
    `申請人：${inOneLine(request.name)}`,
    `服務機關：${inOneLine(request.agency)}`,
    `資料類別：${section.zh}`,
    `申請事項：${operations[operation]}${request.rowTitle ? `：${inOneLine(request.rowTitle)}` : ''}`,
    ...request.changes.flatMap(change => {
      const { zh } = fieldOf(section, change.field)
      return [
        `欄位：${zh}`,
        ...(operation === 'add' ? [] : [`　原值：${show(change.field, change.old)}`]),
        ...(operation === 'delete' ? [] : [`　新值：${show(change.field, change.new)}`]),
      ]
    }),
    `理由：${inOneLine(request.reason)}`,
    `生效日期：${request.effective ? dateText(request.effective, 'zh-TW') : '（無）'}`,
    ...(request.evidence.length === 0 ? ['證明文件：（無）'] : []),
    ...request.evidence.map(({ name, sha256 }) => `證明文件：${inOneLine(name)}（SHA-256 ${sha256}）`),
  ]
  return Buffer.from(lines.map(line => `${line.normalize('NFC')}\n`).join(''), 'utf8')
}

const inOneLine = (text: string) =>
  text
    .replace(/\r\n?|[\n\u0085\u2028\u2029]/g, '⏎')
    .replace(/[\p{Cc}\p{Cf}]/gu, sign => `〈${sign.codePointAt(0)?.toString(16).toUpperCase()}〉`)

function masked(section: Section, id: string, value: unknown): string {
  const field = fieldOf(section, id)
  const shown = showValue(field, value, 'zh-TW', { masked: true })
  return field.masked ? shown : '＊＊＊'
}
