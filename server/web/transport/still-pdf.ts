import { inflateSync } from 'node:zlib'

/**
 * What makes a viewer do something: run a script, go to an address, send or open something, fill in a form. A copier
 * writes none of it; what has a link or begins on a certain page is none of a copier either.
 */
const active =
  /\/(?:A|AA|AcroForm|Action|Annots|Collection|EmbeddedFiles?|Encrypt|Filespec|GoTo\w*|ImportData|JavaScript|JS|Launch|Movie|Names|Next|OpenAction|Rendition|ResetForm|RichMedia\w*|Sound|SubmitForm|Thread|Trans|URI|XFA)(?![\w.-])/

const [mostInflated, mostOfAll] = [8 * 1024 * 1024, 32 * 1024 * 1024]

/**
 * Whether a PDF is pages and nothing else, so that a viewer that browsers cannot put into a sandbox may open it beside
 * our own page. Objects stand in the file as they are or, deflated, in streams of objects (ISO 32000-1, 7.5.7): where
 * there is one, every stream that can be inflated is looked through, and nothing may be packed in another way. Readers
 * begin anywhere in a file, so nothing is concluded from the place of a word.
 */
export function isStill(bytes: Buffer): boolean {
  const raw = bytes.toString('latin1')
  const text = named(raw)
  if (active.test(text)) return false
  // only a table of the objects that is a stream itself, which names its widths, can point into a stream of objects;
  // some readers do not ask what kind that one is
  if (!/ObjStm|\/W(?![\w.-])/.test(text)) return true
  if (/Predictor|Crypt/.test(text)) return false
  const filters = [...text.matchAll(/\/Filter(?![\w.-])\s*(\[[^\]]*\]?|[^\s>][^\s/>[]*)?/g)].map(
    ([, filter = '']) => filter,
  )
  if (!filters.every(filter => packing.test(filter))) return false
  let inflated = 0
  for (const { index } of raw.matchAll(/(?<!end)stream/g)) {
    const begin = index + 'stream'.length
    for (const at of new Set([begin, begin + 1, begin + 2, nextLine(raw, begin)])) {
      if (!isDeflated(bytes, at)) continue
      const content = inflate(bytes.subarray(at))
      inflated += content?.length ?? 0
      if (!content || inflated > mostOfAll || active.test(named(content.toString('latin1')))) return false
    }
  }
  return true
}

/** Deflated, which is looked through, or a picture, whose bytes hold no objects. */
const packing = /^\[?\s*\/(?:FlateDecode|DCTDecode|JPXDecode|CCITTFaxDecode|JBIG2Decode)\s*\]?$/

/** Names with their signs written out: `/J#53` is `/JS`. */
const named = (text: string): string =>
  text.replace(/#([0-9a-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))

function nextLine(raw: string, from: number): number {
  const end = /\r\n|\r|\n/g
  end.lastIndex = from
  return end.test(raw) ? end.lastIndex : raw.length
}

/** The two bytes with which deflated data begins (RFC 1950, 2.2). */
const isDeflated = (bytes: Buffer, at: number): boolean =>
  at + 1 < bytes.length && (bytes[at]! & 0x0f) === 8 && bytes.readUInt16BE(at) % 31 === 0

function inflate(part: Buffer): Buffer | undefined {
  try {
    return inflateSync(part, { maxOutputLength: mostInflated })
  } catch {
    return undefined
  }
}
