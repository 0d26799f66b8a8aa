import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/**
 * A process of its own that speaks as much of S3 as is asked of one: a bucket whose objects are put, read and deleted,
 * by requests that are signed (Signature Version 4, "Authenticating Requests: Using the Authorization Header" in the
 * API reference of Amazon S3). Shares nothing with what it stands in for. `POST /-/fault` says what goes wrong next.
 */
const [bucket = '', keyId = '', secret = '', region = ''] = process.argv.slice(2)
const objects = new Map<string, Buffer>()
let fault = ''

const server = createServer((request, response) => {
  void answer(request, response).catch(() => response.destroy())
})
server.listen(0, '127.0.0.1', () => console.log(`port ${(server.address() as AddressInfo).port}`))
// ends with whoever started it
process.stdin.resume().on('end', () => process.exit())

async function answer(request: IncomingMessage, response: ServerResponse) {
  const { method = '', url = '' } = request
  const body = await buffer(request)
  if (url === '/-/fault') {
    fault = body.toString()
    return void response.end()
  }
  if (fault === 'silent') return undefined
  if (fault === 'cut' && method !== 'GET') return void response.destroy()
  if (fault === 'agrees') return void response.end('<html>登入</html>')
  if (fault === 'endless') return method === 'HEAD' ? void response.writeHead(500).end() : goOn(response.writeHead(500))
  if (fault === 'busy') return refuse(response, 503, 'SlowDown')
  const wrong = wrongWith(request, body)
  if (wrong) return refuse(response, 403, wrong)
  const { isBucket, key } = named(request)
  if (!isBucket || fault === 'no-bucket') return refuse(response, 404, 'NoSuchBucket')
  if (method === 'HEAD' && key === '') return void response.end()
  if (method === 'PUT') {
    objects.set(key, fault === 'spoils' ? body.subarray(0, -1) : body)
    return void response.setHeader('ETag', '"x"').end()
  }
  if (method === 'DELETE') {
    objects.delete(key)
    return void response.writeHead(204).end()
  }
  const object = objects.get(key)
  if (method !== 'GET' || !object) return refuse(response, 404, 'NoSuchKey')
  response.setHeader('Content-Length', object.length)
  if (fault !== 'cut') return void response.end(object)
  response.write(object.subarray(0, object.length / 2), () => response.destroy())
}

/** For as long as somebody listens. */
function goOn(response: ServerResponse): void {
  if (response.destroyed) return
  if (response.write(Buffer.alloc(65_536))) setImmediate(goOn, response)
  else response.once('drain', () => goOn(response))
}

/** The bucket stands in the path, or in front of the host. */
function named({ url = '', headers: { host = '' } }: IncomingMessage) {
  const { pathname } = new URL(url, 'http://s3.test')
  if (host.startsWith(`${bucket}.`)) return { isBucket: true, key: pathname.slice(1) }
  const [, first, ...rest] = pathname.split('/')
  return { isBucket: first === bucket, key: rest.join('/') }
}

function refuse(response: ServerResponse, status: number, code: string) {
  response.writeHead(status, { 'content-type': 'application/xml' })
  response.end(`<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>no</Message></Error>`)
}

const shape =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})$/
const hash = (data: Buffer | string) => createHash('sha256').update(data).digest('hex')
const mac = (key: Buffer | string, data: string) => createHmac('sha256', key).update(data).digest()

/** The code of the error; undefined for a request that is signed as it should be. */
function wrongWith({ method = '', url = '', headers }: IncomingMessage, body: Buffer): string | undefined {
  const [, id, day = '', where, names = '', signature = ''] = shape.exec(headers.authorization ?? '') ?? []
  if (id === undefined) return 'AccessDenied'
  if (id !== keyId) return 'InvalidAccessKeyId'
  const signed = names.split(';')
  const needed = ['host', ...Object.keys(headers).filter(name => name.startsWith('x-amz-'))]
  if (!needed.every(name => signed.includes(name)) || where !== region) return 'AccessDenied'
  const at = String(headers['x-amz-date'])
  const instant = Date.parse(at.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'))
  if (!(Math.abs(instant - Date.now()) < 15 * 60_000) || !at.startsWith(day)) return 'RequestTimeTooSkewed'
  if (headers['x-amz-content-sha256'] !== hash(body)) return 'XAmzContentSHA256Mismatch'
  const { pathname, searchParams } = new URL(url, 'http://s3.test')
  const canonical = [
    method,
    pathname,
    searchParams.toString(),
    ...signed.map(name => `${name}:${String(headers[name]).trim()}`),
    '',
    names,
    hash(body),
  ].join('\n')
  const scope = `${day}/${region}/s3/aws4_request`
  const key = [region, 's3', 'aws4_request'].reduce((key, part) => mac(key, part), mac(`AWS4${secret}`, day))
  const expected = mac(key, ['AWS4-HMAC-SHA256', at, scope, hash(canonical)].join('\n'))
  return timingSafeEqual(expected, Buffer.from(signature, 'hex')) ? undefined : 'SignatureDoesNotMatch'
}
