import * as fc from 'fast-check'
import t from 'tap'
import { fileName, readMedia } from '../../../server/domain/correction/evidence-file.ts'
import type { Media } from '../../../server/domain/correction/evidence-file.ts'

const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map(part => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))))
const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

const mark = '%PDF-1.4\n'
const jpeg = bytes([0xff, 0xd8, 0xff, 0xe0], 'JFIF')
const bom = [0xef, 0xbb, 0xbf]

const kinds: [what: string, bytes: Buffer, read: Media | 'kind' | 'shifted'][] = [
  ['a PDF', bytes('%PDF-1.7\n'), 'application/pdf'],
  ['a PDF behind a byte order mark', bytes(bom, mark), 'application/pdf'],
  ['a PDF behind an empty line', bytes('\r\n', mark), 'application/pdf'],
  ['a PDF behind the head of a letter', bytes('Content-Type: application/pdf\r\n\r\n', mark), 'application/pdf'],
  ['a PDF behind what a printer was told', bytes([0x1b], '%-12345X@PJL\n', mark), 'application/pdf'],
  ['a PDF behind 1,024 bytes', bytes(' '.repeat(1024), mark), 'application/pdf'],
  ['a PDF behind 1,025 bytes', bytes(' '.repeat(1025), mark), 'kind'],
  ['half a mark at the end of what is looked at', bytes(' '.repeat(1024), '%PDF'), 'kind'],
  ['a JPEG', jpeg, 'image/jpeg'],
  ['a PNG', bytes(png, 'IHDR'), 'image/png'],
  ['a JPEG that speaks of PDF', bytes([...jpeg], mark), 'image/jpeg'],
  ['a JPEG behind a byte order mark', bytes(bom, [...jpeg]), 'shifted'],
  ['a PNG behind an empty line', bytes('\r\n', png), 'shifted'],
  ['a JPEG behind 1,025 bytes', bytes(' '.repeat(1025), [...jpeg]), 'kind'],
  ['nothing', bytes(''), 'kind'],
  ['half a mark', bytes('%PDF'), 'kind'],
  ['a page', bytes('<html><script>'), 'kind'],
  ['a drawing that can hold script', bytes('<svg xmlns="http://www.w3.org/2000/svg">'), 'kind'],
  ['a program', bytes('MZ', [0x90, 0]), 'kind'],
  ['an archive or an office file', bytes('PK', [3, 4]), 'kind'],
  ['a moving picture', bytes('GIF89a'), 'kind'],
  ['a PNG whose lines were turned on the way', bytes([0x89, 0x50, 0x4e, 0x47, 0x0a, 0x1a, 0x0a]), 'kind'],
]
for (const [what, content, read] of kinds) {
  t.test(`${what} is ${read.includes('/') ? read : `refused as ${read}`}`, async t =>
    t.strictSame(
      readMedia(content),
      read.includes('/') ? { ok: true, media: read } : { ok: false, why: `evidence.refused.${read}` },
    ),
  )
}

const names: [given: string, media: Media, kept: string][] = [
  ['證書.pdf', 'application/pdf', '證書.pdf'],
  ['SCAN 0001.JPG', 'image/jpeg', 'SCAN 0001.JPG'],
  ['照片.jpeg', 'image/jpeg', '照片.jpeg'],
  ['../../etc/passwd.png', 'image/png', 'passwd.png'],
  ['C:\\Users\\mei\\證書.pdf', 'application/pdf', '證書.pdf'],
  ['a/b\\c.png', 'image/png', 'c.png'],
  ['..', 'application/pdf', 'file.pdf'],
  ['.htaccess', 'application/pdf', 'htaccess.pdf'],
  ['', 'image/png', 'file.png'],
  ['/', 'image/png', 'file.png'],
  [' 證書 .pdf ', 'application/pdf', '證書 .pdf'],
  ['證\u0000書\r\nSet-Cookie: a=b.pdf', 'application/pdf', '證書Set-Cookie: a=b.pdf'],
  ['證書\u202efdp.exe', 'application/pdf', '證書fdp.exe.pdf'],
  ['invoice.pdf.hta', 'application/pdf', 'invoice.pdf.hta.pdf'],
  ['page.html', 'image/png', 'page.html.png'],
  ['證書', 'image/jpeg', '證書.jpg'],
  ['證書.png', 'image/jpeg', '證書.png.jpg'],
  ['證書.pdf.', 'application/pdf', '證書.pdf'],
  ['e\u0301.pdf', 'application/pdf', '\u00e9.pdf'],
  ['<img src=x onerror=alert(1)>.png', 'image/png', '<img src=x onerror=alert(1)>.png'],
]
for (const [given, media, kept] of names) {
  t.test(`${JSON.stringify(given)} as ${media} is called ${kept}`, async t => t.equal(fileName(given, media), kept))
}

t.test('a long name keeps its beginning and its ending', async t => {
  const kept = fileName(`${'𠮷'.repeat(200)}.pdf`, 'application/pdf')
  t.equal([...kept].length, 100)
  t.ok(kept.endsWith('.pdf') && kept.startsWith('𠮷𠮷'))
})

t.test('whatever a browser calls a file, the name is safe to show and to save', async () =>
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.constantFrom<Media>('image/png', 'application/pdf'),
      (given, media) => {
        const name = fileName(given, media)
        return (
          [...name].length <= 100 &&
          !/[/\\\p{Cc}\p{Cf}]/u.test(name) &&
          !name.startsWith('.') &&
          (media === 'image/png' ? /.\.png$/i : /.\.pdf$/i).test(name) &&
          fileName(name, media) === name
        )
      },
    ),
  ),
)
