import { deflateSync } from 'node:zlib'
import t from 'tap'
import { isStill } from '../../server/web/transport/still-pdf.ts'

const pdf = (...objects: (string | Buffer)[]) =>
  Buffer.concat(
    ['%PDF-1.7\n', ...objects, '\ntrailer<</Root 1 0 R>>\n'].map(part =>
      typeof part === 'string' ? Buffer.from(part, 'latin1') : part,
    ),
  )
const pages =
  '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
  '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>endobj\n'
const stream = (head: string, content: string, packed = true) =>
  Buffer.concat([
    Buffer.from(`9 0 obj<<${head}>>stream\n`, 'latin1'),
    packed ? deflateSync(Buffer.from(content, 'latin1')) : Buffer.from(content, 'latin1'),
    Buffer.from('\nendstream endobj\n', 'latin1'),
  ])
const flate = '/Filter/FlateDecode'
const objects = `/Type/ObjStm/N 1/First 4${flate}`
const picture = '/Type/XObject/Subtype/Image/Width 1/Height 1'

const still: [what: string, bytes: Buffer][] = [
  ['a page of a copier', pdf(pages, stream(`${picture}/Filter/DCTDecode`, '\u00ff\u00d8', false))],
  ['pictures of any packing', pdf(pages, stream(`${picture}/Filter [/FlateDecode /DCTDecode]`, 'x', false))],
  ['written text', pdf(pages, stream(flate, 'BT /F1 12 Tf (JS and URI) Tj ET'))],
  ['objects in a stream', pdf(pages, stream(`/Type/ObjStm/N 1/First 4${flate}`, '7 0 <</Type/Font/Subtype/Type1>>'))],
  ['a cross-reference stream', pdf(pages, stream(`/Type/XRef${flate}/DecodeParms<</Predictor 12>>`, '\u0001\u0002'))],
]
for (const [what, bytes] of still) t.test(`${what} is still`, async t => t.ok(isStill(bytes)))

const script = '<</S/JavaScript/JS(app.alert(1))>>'
const active: [what: string, bytes: Buffer][] = [
  ['a script that runs at once', pdf(pages, `4 0 obj<</OpenAction${script}>>endobj`)],
  ['a link as large as the page', pdf(pages, '5 0 obj<</Subtype/Link/A<</S/URI/URI(http://127.0.0.1/)>>>>endobj')],
  ['a name written in numbers', pdf(pages, '4 0 obj<</S/J#61vaScript/J#53(x)>>endobj')],
  ['a script in an object stream', pdf(pages, stream(`/Type/ObjStm/N 1/First 4${flate}`, `7 0 ${script}`))],
  ['a name in numbers in an object stream', pdf(pages, stream(`/Type/ObjStm/N 1${flate}`, '7 0 <</#4aS(x)>>'))],
  ['an object stream that says it is a picture', pdf(pages, stream(`${picture}/Type/ObjStm${flate}`, `7 0 ${script}`))],
  ['an object stream in another packing', pdf(pages, stream('/Type/ObjStm/Filter/LZWDecode', 'x', false))],
  ['an object stream packed twice', pdf(pages, stream('/Type/ObjStm/Filter[/FlateDecode/FlateDecode]', 'x'))],
  ['an object stream with a predictor', pdf(pages, stream(`/Type/ObjStm${flate}/DecodeParms<</Predictor 15>>`, 'x'))],
  ['a packing that is named elsewhere', pdf(pages, stream('/Type/ObjStm/Filter 8 0 R', `7 0 ${script}`))],
  ['an object stream that cannot be unpacked', pdf(pages, stream(objects, '\u0078\u009cnot', false))],
  ['an object stream that is too large', pdf(pages, stream(objects, ' '.repeat(9 * 1024 * 1024)))],
  [
    'an object stream whose head is cut in two',
    pdf(pages, stream('/Type/ObjStm/Filter/LZWDecode/K/endstream 9 0 obj<<', `7 0 ${script}`, false)),
  ],
  [
    'an object stream whose predictor is cut off',
    pdf(
      pages,
      stream(
        `/DecodeParms<</Predictor 15>>/K(stream\n)/Type/ObjStm${flate}`,
        '7 0 <</S/Java\u0002Script/J\u0002S(x)>>',
      ),
    ),
  ],
  ['two packings of an object stream', pdf(pages, stream(`/Type/ObjStm${flate}/Filter/LZWDecode`, 'x'))],
  [
    'a script in an object stream that does not say so',
    pdf(pages, stream(`/N 1/First 4${flate}`, `7 0 ${script}`), stream(`/Type/XRef/W[1 2 1]${flate}`, '\u0002')),
  ],
  ['a form', pdf(pages, '4 0 obj<</AcroForm 6 0 R>>endobj')],
  ['a locked one', pdf(pages, '4 0 obj<</Encrypt 6 0 R>>endobj')],
]
for (const [what, bytes] of active) t.test(`${what} is not`, async t => t.notOk(isStill(bytes)))
