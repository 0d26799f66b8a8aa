import type { FastifyInstance, FastifyRequest } from 'fastify'
import { BlockList, isIP, SocketAddress } from 'node:net'
import { placeOf, type Place } from '../../domain/account/sign-in-delay.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Where it comes from, for everything that is braked. */
    readonly place: Place
  }
}

type Family = 'ipv4' | 'ipv6'

/**
 * An address as it stands in X-Forwarded-For, in its one spelling: without port, brackets and zone, and of an IPv4
 * address inside an IPv6 one (RFC 4291 2.5.5.2) the IPv4 address. Undefined for what is no address,
 * as that of a connection that has ended.
 */
export function readAddress(text: string | undefined): string | undefined {
  // written in one way only
  if (text === undefined || isIP(text) === 4) return text
  const [, inBrackets, beforePort] = /^(?:\[(.*)\](?::\d{1,5})?|([^:]*):\d{1,5})$/.exec(text.trim()) ?? []
  const address = (inBrackets ?? beforePort ?? text.trim()).replace(/%.*$/, '')
  if (isIP(address) === 0) return undefined
  const spelled = new SocketAddress({ address, family: familyOf(address) }).address
  return spelled.replace(/^::ffff:(?=[\d.]+$)/, '')
}

/** An address or, with the number of leading bits behind a slash, a network. Undefined for what is neither. */
export function readNetwork(text: string): { address: string; bits: number; family: Family } | undefined {
  const [, told = '', digits] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(text) ?? []
  const address = isIP(told) === 0 ? undefined : readAddress(told)
  if (address === undefined) return undefined
  const family = familyOf(address)
  const [max, inside] = [family === 'ipv4' ? 32 : 128, familyOf(told) === family ? 0 : 96]
  const bits = digits === undefined ? max : Number(digits) - inside
  return bits <= max ? { address, bits, family } : undefined
}

/** An address or a network, behind an equals sign how many people come from there; undefined for what is neither. */
export function readShared(text: string): { network: string; people: number } | undefined {
  const [, network = '', people] = /^([^=]+)=(\d{1,7})$/.exec(text) ?? []
  return people !== undefined && readNetwork(network) ? { network, people: Number(people) } : undefined
}

/**
 * The place of an address. All addresses of a shared network are one place of as many people as `shared` says; the
 * first entry that holds an address counts.
 */
export function placesOf(shared: readonly string[]): (address: string) => Place {
  const known = shared
    .flatMap(text => readShared(text) ?? [])
    .map(({ network, people }) => ({ place: { id: network, people }, holds: trustOnly([network]) }))
  return address => known.find(({ holds }) => holds(address))?.place ?? placeOf(address)
}

/** Whether an address, as it stands in X-Forwarded-For, is that of one of the proxies. */
export function trustOnly(proxies: readonly string[]): (text: string | undefined) => boolean {
  const list = new BlockList()
  for (const { address, bits, family } of proxies.flatMap(text => readNetwork(text) ?? [])) {
    list.addSubnet(address, bits, family)
  }
  return text => {
    const address = readAddress(text)
    return address !== undefined && list.check(address, familyOf(address))
  }
}

/**
 * Makes `request.ip` an address for everything that notes it, and `request.place` its place for everything that counts
 * by it: what a proxy tells is a text of its own or of the visitor's making. One that cannot be read counts as the
 * proxy's that told it, and the log says so once.
 */
export function readAddresses(app: FastifyInstance, shared: readonly string[] = []): void {
  const placeAt = placesOf(shared)
  app.decorateRequest('place', {
    getter() {
      return placeAt(this.ip)
    },
  })
  let isTold = false
  app.addHook('onRequest', (request, _reply, done) => {
    const [last, ...before] = (request.ips ?? [request.ip]).toReversed().map(text => readAddress(text))
    if (last === undefined && before.length > 0 && !isTold) {
      isTold = true
      request.log.warn(
        'A proxy told an address of a visitor that cannot be read (X-Forwarded-For): ' +
          'such visitors share the brakes of the proxy. Told once.',
      )
    }
    // kept now: of a connection that has ended nobody can say any more whose it was
    Object.defineProperty(request, 'ip' satisfies keyof FastifyRequest, { value: last ?? before[0] ?? '' })
    done()
  })
}

const familyOf = (address: string): Family => (isIP(address) === 4 ? 'ipv4' : 'ipv6')
