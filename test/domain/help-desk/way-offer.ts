import t from 'tap'
import { waysOffered, type OfferedWay, type OfferFacts } from '../../../server/domain/help-desk/way-offer.ts'
import { ways } from '../../../server/domain/way.ts'

const now = new Date('2026-11-23T06:00:00Z')
const later = new Date('2026-11-25T06:00:00Z')
const before = new Date('2026-11-23T04:00:00Z')
const complete: OfferFacts = {
  baseUrl: 'https://hr.example.edu.tw',
  authorities: [{ until: later, list: { until: later } }],
  revocationGraceHours: 0,
  hasHealthCardVerifier: true,
  hasPhoneService: true,
  hasMail: true,
}

const rows: [string, Partial<OfferFacts>, Partial<Record<OfferedWay, string>>][] = [
  ['everything is set up', {}, {}],
  ['no authority is trusted', { authorities: [] }, { card: 'no-authority', phone: 'no-authority' }],
  [
    'the only authority has ended',
    { authorities: [{ until: before, list: { until: later } }] },
    { card: 'no-authority', phone: 'no-authority' },
  ],
  [
    'the only authority has no list',
    { authorities: [{ until: later, list: undefined }] },
    { card: 'no-list', phone: 'no-list' },
  ],
  [
    'its list has ended',
    { authorities: [{ until: later, list: { until: before } }] },
    { card: 'no-list', phone: 'no-list' },
  ],
  [
    'its list has ended within the hours of grace',
    { authorities: [{ until: later, list: { until: before } }], revocationGraceHours: 3 },
    {},
  ],
  [
    'one generation of two has a list',
    { authorities: [...complete.authorities, { until: later, list: undefined }] },
    {},
  ],
  [
    'neither TW FidO nor cards',
    { hasPhoneService: false, authorities: [] },
    { card: 'no-authority', phone: 'no-phone-service' },
  ],
  ['no verifier of health cards', { hasHealthCardVerifier: false }, { health_card: 'no-health-card-verifier' }],
  ['no mail server', { hasMail: false }, { mail: 'no-mail' }],
  ['plain http', { baseUrl: 'http://hr.example.edu.tw' }, { passkey: 'no-https' }],
  ['plain http on this machine', { baseUrl: 'http://localhost:3000' }, {}],
  ['an address', { baseUrl: 'https://192.0.2.7' }, { passkey: 'no-host-name' }],
  ['an address over plain http', { baseUrl: 'http://192.0.2.7' }, { passkey: 'no-host-name' }],
]
for (const [promise, facts, missing] of rows) {
  t.test(promise, async t => {
    const found = waysOffered({ ...complete, ...facts }, now)
    t.same(Object.fromEntries(found.flatMap(({ way, why }) => (why ? [[way, why]] : []))), missing)
    t.equal(found.length, ways.length + 1)
  })
}
