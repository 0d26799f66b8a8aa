/**
 * Lines of comma-separated values as spreadsheets read them: UTF-8 with its mark, CRLF. A cell that a spreadsheet would
 * take for a formula gets an apostrophe before it.
 */
export function csvOf(lines: readonly (readonly string[])[]): Buffer {
  const cell = (text: string) =>
    `"${(/^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
  return Buffer.from(`\uFEFF${lines.map(line => `${line.map(cell).join(',')}\r\n`).join('')}`)
}
