import { sign } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { attributesOf, cardCertificate, type Holder } from '../cards/card-certificate.ts'
import { printable } from '../cards/der.ts'
import { issuer, profiles, type Issuer } from '../cards/issuers.ts'
import { keptBytes, keptKey } from '../cards/keys.ts'
import { gpki } from '../cards/oids.ts'

export type Person = { id: string; name: string; idNumber: string; subjectSerial: string }

/** The certificate inside a phone, and what its key does. */
export type PhoneKey = { certificate: Buffer; sign: (content: Buffer, hash: string) => Buffer }

const texts = ['id', 'name', 'idNumber', 'subjectSerial'] as const

/** The people of a JSON list who have a phone; throws with a sentence that names the first wrong entry. */
export function readPeople(json: string): Person[] {
  const list: unknown = JSON.parse(json)
  if (!Array.isArray(list)) throw new Error('The file of people is not a list.')
  return list.map((one: Person, index) => {
    const missing = texts.find(field => typeof one[field] !== 'string' || one[field] === '')
    if (missing) throw new Error(`Entry ${index + 1} of the file of people has no ${missing}.`)
    return one
  })
}

/**
 * Phones of a demo authority that was made before: the same certificates at every start. Its lists stay as they are,
 * because another program keeps them. A new one is valid from `since`, or for a month already.
 */
export async function openPhones(folder: string, since?: Date): Promise<(person: Person) => Promise<PhoneKey>> {
  const authority = await authorityOf(folder)
  const made = new Map<string, Promise<PhoneKey>>()

  async function make(person: Person): Promise<PhoneKey> {
    const file = path.join(folder, 'phones', person.subjectSerial)
    const key = await keptKey(`${file}.pem`, 2048)
    const holder = holderOf(person)
    const directoryAttributes = [...attributesOf(holder), [gpki.holderRank, printable('mobile')] as const]
    const fresh = () =>
      cardCertificate(holder, 'signing', authority, key, { directoryAttributes, ...(since && { from: since }) })
    const certificate = await keptBytes(`${file}.cer`, fresh)
    return { certificate, sign: (content, hash) => sign(hash, content, key) }
  }

  return person => {
    const known = made.get(person.id) ?? make(person)
    made.set(person.id, known)
    return known
  }
}

const holderOf = ({ name, idNumber, subjectSerial }: Person): Holder => ({
  kind: 'citizen',
  name,
  serialNumber: subjectSerial,
  lastFour: idNumber.slice(-4),
  cardNumber: '',
})

async function authorityOf(folder: string): Promise<Issuer> {
  const key = async (name: string, bits: number) => {
    const file = path.join(folder, 'keys', `${name}.pem`)
    await readFile(file).catch(() => {
      throw new Error(`There is no authority in ${folder}: start the card simulator there first.`)
    })
    return keptKey(file, bits)
  }
  const root = issuer(profiles.grca3, await key('grca3', profiles.grca3.bits), null)
  return issuer(profiles.moica3, await key('moica3', profiles.moica3.bits), root)
}
