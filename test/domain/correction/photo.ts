import t from 'tap'
import { maxPhotoBytes, readPhoto } from '../../../server/domain/correction/photo.ts'
import { jpegPhoto, pngPhoto } from '../../support/correction/photos.ts'

const read = (bytes: Buffer) => {
  const found = readPhoto(bytes)
  return found.ok ? found.photo : found.why
}

t.test('a photograph keeps its picture, and nothing that was written beside it', async t => {
  const secret = 'Exif\0\0II*\0\x08\0\0\0\0\0 25.03 N 121.56 E'
  const [jpeg, png] = [jpegPhoto({ beside: secret }), pngPhoto({ beside: 'taken at home' })]
  t.match(read(jpeg), { media: 'image/jpeg', width: 300, height: 400 })
  t.match(read(png), { media: 'image/png', width: 300, height: 400 })
  for (const [bytes, hidden] of [
    [jpeg, '121.56'],
    [png, 'taken at home'],
  ] as const) {
    t.ok(bytes.includes(hidden))
    const photo = readPhoto(Buffer.concat([bytes, Buffer.from(hidden)]))
    t.ok(photo.ok && !photo.photo.bytes.includes(hidden), 'nor behind its end')
    t.ok(photo.ok && readPhoto(photo.photo.bytes).ok, 'and is still one')
  }
})

t.test('what is no upright portrait of a fit size is refused in words', async t => {
  const turned = 'Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0'
  const turnedBig = 'Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x08\0\0'
  const upright = turned.replace('\x06', '\x01')
  const cases: [Buffer, unknown][] = [
    [Buffer.alloc(0), 'photo.refused.blank'],
    [Buffer.from('GIF89a'), 'photo.refused.kind'],
    [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'photo.refused.kind'],
    [Buffer.from('%PDF-1.4'), 'photo.refused.kind'],
    [Buffer.alloc(maxPhotoBytes + 1, 0xff), 'photo.refused.large'],
    [jpegPhoto({}).subarray(0, -2), 'photo.refused.damaged'],
    [jpegPhoto({}).subarray(0, 20), 'photo.refused.damaged'],
    [pngPhoto({}).subarray(0, -4), 'photo.refused.damaged'],
    [Buffer.from([0xff, 0xd8, 0xff, 0xd9]), 'photo.refused.damaged'],
    [jpegPhoto({ width: 199 }), 'photo.refused.pixels'],
    [pngPhoto({ width: 4001, height: 4001 }), 'photo.refused.pixels'],
    [pngPhoto({ width: 0 }), 'photo.refused.damaged'],
    [pngPhoto({ width: 401, height: 400 }), 'photo.refused.shape'],
    [jpegPhoto({ beside: turned }), 'photo.refused.turned'],
    [jpegPhoto({ beside: turnedBig }), 'photo.refused.turned'],
    [jpegPhoto({ beside: upright }), { media: 'image/jpeg' }],
  ]
  for (const [bytes, expected] of cases) t.match(read(bytes), expected)
  // no length that a file names leads out of it
  for (let at = 2; at < jpegPhoto({}).length; at += 1) {
    const broken = jpegPhoto({})
    broken[at] = 0xff
    t.ok(['string', 'object'].includes(typeof read(broken)))
  }
})
