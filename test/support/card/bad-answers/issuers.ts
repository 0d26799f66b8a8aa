import * as extensions from '../../../../server/simulators/cards/extensions.ts'
import type { Issuer } from '../../../../server/simulators/cards/issuers.ts'
import { content, lin, school, type CardWorld } from '../world.ts'
import type { Add } from './add.ts'
import { without } from './changes.ts'

export async function issuers({ ca, lin: card, odd, trust, now, sign }: CardWorld, add: Add) {
  const broken = (defaults: Buffer) => Buffer.concat([Buffer.of((defaults[0] ?? 0) ^ 1), defaults.subarray(1)])
  const xca = (await ca.issuer('xca')).subject
  const citizen = {
    certificate: card.signing.certificate,
    subject: xca,
    keyId: Buffer.alloc(20, 1),
    key: card.signing.key,
  }
  add('issuer', 'the name of MOICA, an unknown key', await odd({}, await ca.impostor('moica3')))
  add('issuer', 'no key id of the issuer', await odd({ extensions: defaults => without(defaults, 'authorityKey') }))
  add('issuer', 'the key id of MOICA, another name', await odd({ issuerName: xca }))
  add('issuer', 'issued by the root', await odd({}, 'grca3'))
  add('issuer', 'issued by a card', await odd({}, citizen))
  await chains(ca, card, add)
  add('issuer', 'a generation nobody imported', sign(), {
    trust: { ...trust, issuers: trust.issuers.filter(({ kind }) => kind === 'agency') },
  })
  add(
    'issuer-signature',
    'the key id of MOICA, another key',
    await odd({}, await ca.impostor('moica3', { claimsKeyId: true })),
  )
  add('issuer-signature', 'a bit of the signature', await odd({ signature: broken }))
  const generation = { ...(await ca.issuer('moica2')), keyId: (await ca.issuer('moica3')).keyId }
  add('issuer-signature', 'the key id of one generation, the key of another', await odd({}, generation))
  add('other-kind', 'a school where a person is asked for', (await ca.card(school)).sign(content), {
    asked: { kinds: ['citizen'] },
  })
  add('other-kind', 'a person where an agency is asked for', sign(), { asked: { kinds: ['agency'] } })
  const ended = trust.issuers.map(issuer => ({ ...issuer, until: new Date(now.getTime() - 1000) }))
  add('issuer-expired', 'the issuer ended a second ago', sign(), { trust: { ...trust, issuers: ended } })
  const begun = trust.issuers.map(issuer => ({ ...issuer, from: new Date(now.getTime() + 1000) }))
  add('issuer-expired', 'the issuer begins in a second', sign(), { trust: { ...trust, issuers: begun } })
}

/** Certificates of authorities that the sender brings along to build a path with. */
async function chains(ca: CardWorld['ca'], { signing }: CardWorld['lin'], add: Add) {
  const moica3 = await ca.issuer('moica3')
  const [root, below] = [await ca.impostor('grca3'), await ca.oddIssuer('moica2', moica3)]
  const fake = await ca.oddIssuer('moica3', root)
  // the same two keys, each certified by the other
  const one = await ca.oddIssuer('moica2', fake)
  const other = await ca.oddIssuer('moica3', one, fake.key)
  const bring = async (by: Issuer, ...certificates: Buffer[]) => {
    const odd = await ca.oddCard(lin, { by, key: signing.key })
    return odd.sign(content, {}, { certificates: [odd.signing.certificate, ...certificates] })
  }
  add(
    'issuer',
    'a false authority under a false root, both enclosed',
    await bring(fake, fake.certificate, root.certificate),
  )
  add('issuer', 'an authority below MOICA, enclosed', await bring(below, below.certificate, moica3.certificate))
  add('issuer', 'two authorities that certify each other', await bring(one, one.certificate, other.certificate))
  const key = {
    extensions: (defaults: object) =>
      Object.values({ ...defaults, authorityKey: extensions.authorityKey(below.keyId) }),
  }
  const astray = await ca.oddCard(lin, { key: signing.key, tricks: key })
  add('issuer', 'issued by MOICA, with the key id of another', astray.sign(content))
}
