import { AwsClient } from 'aws4fetch'
import { createHash } from 'node:crypto'
import { maxSealedBytes } from '../domain/correction/evidence-file.ts'
import { HomeUnreachable, type SealedFiles } from '../domain/correction/evidence-home.ts'

const reachMs = 2000

export type Bucket = {
  /** Origin of the service, no slash at the end. */
  url: string
  bucket: string
  region: string
  /** Whether the bucket stands in the path of an address or in front of its host. */
  style: 'path' | 'host'
  keyId: string
  secret: string
}

/**
 * Sealed files in a bucket of a service that speaks S3. The key needs PutObject, GetObject and DeleteObject, and
 * ListBucket, without which a file that is not there looks like one that is forbidden. Nothing is sent twice.
 */
export function openEvidenceS3(options: Bucket, timeoutMs = 20_000): SealedFiles {
  const { region, keyId: accessKeyId, secret: secretAccessKey } = options
  const client = new AwsClient({ accessKeyId, secretAccessKey, service: 's3', region, retries: 0 })
  const place = placeOf(options)

  /** What `read` makes of the answer; undefined where there is no such file. */
  async function ask<Result>(
    method: string,
    name: string,
    { sealed, read, ms = timeoutMs }: { sealed?: Buffer; read: (answer: Response) => Promise<Result>; ms?: number },
  ): Promise<Result | undefined> {
    try {
      const answer = await client.fetch(name ? `${place}/${name}` : place, {
        method,
        headers: {
          'x-amz-content-sha256': createHash('sha256')
            .update(sealed ?? '')
            .digest('hex'),
        },
        ...(sealed && { body: new Uint8Array(sealed) }),
        redirect: 'error',
        signal: AbortSignal.timeout(ms),
      })
      if (answer.ok) return await read(answer)
      const [, code = ''] = /<Code>(\w+)<\/Code>/.exec(String(await beginningOf(answer, maxWords))) ?? []
      if (answer.status === 404 && code === 'NoSuchKey') return undefined
      throw new Error(`it answered ${answer.status} ${code}`)
    } catch (error) {
      throw new HomeUnreachable('s3', error)
    }
  }

  const heard = async (answer: Response) => void (await answer.body?.cancel())
  // what stands in between says yes to everything, but gives no tag
  const kept = async (answer: Response) => {
    await heard(answer)
    if (!answer.headers.has('etag')) throw new Error('it answered without an ETag')
  }
  return {
    put: (name, sealed) => ask('PUT', name, { sealed, read: kept }),
    get: name => ask('GET', name, { read: beginningOf }),
    remove: name => ask('DELETE', name, { read: heard }),
    isReached: () =>
      ask('HEAD', '', { read: heard, ms: Math.min(reachMs, timeoutMs) }).then(
        () => true,
        () => false,
      ),
  }
}

const maxWords = 65_536

function placeOf({ url, bucket, style }: Bucket): string {
  if (style === 'path') return `${url}/${bucket}`
  const { protocol, host } = new URL(url)
  return `${protocol}//${bucket}.${host}`
}

/** Whoever answers may go on for ever. */
async function beginningOf(answer: Response, max = maxSealedBytes): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of answer.body ?? []) {
    parts.push(part)
    size += part.length
    if (size > max) break
  }
  return Buffer.concat(parts)
}
