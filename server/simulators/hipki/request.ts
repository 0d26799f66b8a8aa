export type Fields = Record<string, string>

const prefix = 'tbsPackage='

/**
 * The fields of a request body: `tbsPackage=` and JSON, form-decoded exactly once. Values are not decoded again,
 * so what a page escaped inside the JSON stays escaped when its pop-up escaped the whole. Null when it is no object.
 */
export function fieldsOf(body: string): Fields | null {
  if (!body.startsWith(prefix)) return null
  try {
    const said: unknown = JSON.parse(formDecoded(body.slice(prefix.length)))
    if (typeof said !== 'object' || said === null || Array.isArray(said)) return null
    const texts = Object.entries(said).filter(([, value]) => value !== '__NotExistedTag__')
    return Object.fromEntries(texts.map(([name, value]) => [name, String(value)]))
  } catch {
    return null
  }
}

// a percent sign that begins no escape stands for itself, as in a JSON text that was sent raw
const formDecoded = (text: string) =>
  text
    .replaceAll('+', ' ')
    .replace(/(?:%[0-9a-f]{2})+/gi, escapes => Buffer.from(escapes.replaceAll('%', ''), 'hex').toString())

/** The bytes of a standard base64 text; null when it is none. */
export function base64Of(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64').replace(/=+$/, '') === text.replace(/=+$/, '') ? bytes : null
}
