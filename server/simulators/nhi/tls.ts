import { createHash, randomBytes, X509Certificate, type KeyObject } from 'node:crypto'
import path from 'node:path'
import { certificate, name, publicOf } from '../cards/certificate.ts'
import { basicConstraints, extendedUsage, keyUsage, serverNames } from '../cards/extensions.ts'
import { keep, keptBytes, keptKey } from '../cards/keys.ts'

const hosts = ['localhost.nhi.gov.tw', 'localhost', '127.0.0.1', 'iccert.nhi.gov.tw']
const serverAuthentication = '1.3.6.1.5.5.7.3.1'
const [from, until] = [new Date('2019-01-01T00:00:00Z'), new Date('2069-01-01T00:00:00Z')]

/**
 * Key and certificate of the component under an authority of its own, made at the first call and kept in `folder`.
 * `spki` is the hash of the public key by which a browser under test may be told to trust it.
 */
export async function keptTls(folder: string) {
  const file = (name: string) => path.join(folder, name)
  const [above, own] = await Promise.all([keptKey(file('authority.key'), 2048), keptKey(file('server.key'), 2048)])
  const [root, server] = ['NHI.Root.CA', 'NHI.Self.Server.Cert'].map(common => name([['common', common]]))
  if (!root || !server) throw new Error('two names were given')
  const issue = (subject: Buffer, key: KeyObject, extensions: Buffer[]) => () =>
    certificate(
      { serial: randomBytes(16), issuer: root, subject, from, until, publicKey: publicOf(key), extensions },
      above,
    )
  const ofAuthority = issue(root, above, [basicConstraints(true), keyUsage(['keyCertSign', 'cRLSign'])])
  const ofServer = issue(server, own, [
    basicConstraints(false),
    keyUsage(['digitalSignature', 'keyEncipherment']),
    extendedUsage([serverAuthentication]),
    serverNames(hosts),
  ])
  const [authority, der] = [
    await keptBytes(file('authority.cer'), ofAuthority),
    await keptBytes(file('server.cer'), ofServer),
  ]
  await keep(file('authority.pem'), new X509Certificate(authority).toString())
  return {
    key: own.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: new X509Certificate(der).toString(),
    authority: file('authority.pem'),
    spki: createHash('sha256')
      .update(publicOf(own).export({ type: 'spki', format: 'der' }))
      .digest('base64'),
  }
}
