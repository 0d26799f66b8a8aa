/** Stands in an error summary until the page is drawn and the label of the field is known. */
export const fieldName = (field: string): string => `<!--${field.replace(/[^\w-]/g, '')}-->`

type Words = { escape: (text: string) => string; labels: ReadonlyMap<string, string>; colon: string }

/**
 * Puts before each line of an error summary the label of its field, unless the sentence says it already: the summary
 * stands above the fields, so only once a page is drawn is it known what they are called.
 */
export function withFieldNames(html: string, { escape, labels, colon }: Words): string {
  return html.replace(/<!--([\w-]*)-->([^<]*)/g, (_, field: string, sentence: string) => {
    const label = escape(labels.get(field) ?? '')
    const isSaid = sentence.toLowerCase().includes(label.toLowerCase())
    return isSaid ? sentence : `${label}${colon}${sentence}`
  })
}
