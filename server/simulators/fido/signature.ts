import { createHash } from 'node:crypto'
import { seal } from './checksum.ts'
import type { Person, PhoneKey } from './people.ts'
import type { Request, Requests } from './requests.ts'

export type SigningOptions = {
  requests: Requests
  people: readonly Person[]
  phone: (person: Person) => Promise<PhoneKey>
  key: Buffer
}

const zeros = Buffer.alloc(12)

/** How the service seals its answers, and what a phone signs, each with whatever is broken now. */
export function signing({ requests, people, phone, key }: SigningOptions) {
  const sealed = (fields: string[]) =>
    requests.fault() === 'wrong-checksum'
      ? seal(key, [...fields, 'x'])
      : seal(key, fields, requests.fault() === 'zero-iv' ? zeros : undefined)

  /** The signature of whoever was asked, and whose number is told with it. */
  async function signed({ person, content, hash }: Request) {
    const fault = requests.fault()
    const other = people.find(({ id }) => id !== person.id) ?? person
    const by = await phone(fault === 'other-certificate' ? other : person)
    return {
      idNumber: fault === 'wrong-hash' ? other.idNumber : person.idNumber,
      signature: by.sign(fault === 'other-content' ? Buffer.from('TBS') : content, hash).toString('base64'),
      certificate: by.certificate.toString('base64'),
    }
  }

  /** The code of a question that is over or not answered yet; '0' when its phone agreed, once. */
  function outcome(request: Request): string {
    const fault = requests.fault()
    if (request.state === 'used') return 'SPTKTID_SPTKT_RDM'
    if (fault === 'code-later') return requests.code()
    if (request.state === 'refused' || fault === 'refused') return 'APP_USER_CANCEL'
    if (Date.now() > request.until || fault === 'expired') return 'SPTKT_OVD'
    if (request.state === 'waiting' || fault === 'never') return 'SPTKTID_TXNLOG_NF'
    request.state = 'used'
    return '0'
  }

  return { sealed, signed, outcome }
}

const hashes = ['SHA1', 'SHA256', 'SHA384', 'SHA512']

/** What is to be signed, or the code that says why not. */
export function contentOf(sign: Record<string, string>): { content: Buffer; hash: string } | { code: string } {
  const { sign_type, sign_data = '', tbs_encoding, hash_algorithm: hash = '' } = sign
  if (sign_data === '') return { code: 'PM_SIGNDATA_NULL' }
  if (sign_data.length > 1024) return { code: 'SIGNDATA_LEN_LIMIT' }
  if (sign_type !== 'PKCS#1' || !hashes.includes(hash)) return { code: 'PM_INV_SG' }
  return { content: Buffer.from(sign_data, tbs_encoding === 'base64' ? 'base64' : 'utf8'), hash }
}

export const hashOf = (text: string) => createHash('sha256').update(text).digest('base64url')
