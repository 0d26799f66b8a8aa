import type { FastifyInstance } from 'fastify'
import { allowOnly, nameOnly } from '../../web/access/permitted.ts'
import type { Deps } from '../../web/deps.ts'
import { listViewPages } from '../../web/list/views.ts'
import { certificateTemplates } from './agency.ts'
import { certificatesOfPerson, ofCertificate, ofPerson } from './of-person.ts'
import { issuedCertificates, ofOffice } from './issued.ts'
import { certificatesList, certificatesPages } from './list.ts'
import { ofOwn, ownCertificates } from './own.ts'
import { certificatesToSeal } from './to-seal.ts'

const pressed = { pressed: 'proof.pressed.certificate' } as const
const shown = { shows: 'certificates' } as const
const atPage = { strong: 'agency', page: '/people/:id/certificates', ...shown, ...pressed } as const
const ofChief = { proof: 'fresh', only: 'chiefOfPerson', ...atPage } as const

/** Certificates: prepared by HR, sealed by the chief, fetched by whoever they are about. */
export default async function certificates(app: FastifyInstance, deps: Deps) {
  app.register(async mine => {
    nameOnly(mine, 'owner')
    const own = ownCertificates(deps)
    mine.get('/certificates', own.list)
    mine.register(async one => {
      ofOwn(one, deps)
      one.get(
        '/certificates/:certificate/file',
        { config: { proof: 'fresh', strong: 'own', fetchedAt: '/certificates' } },
        own.file,
      )
    })
  })

  app.register(async hr => {
    allowOnly(hr, 'keepPeople')
    const pages = certificatesPages(deps)
    hr.get('/certificates/issued', pages.list)
    hr.post('/certificates/issued/search', pages.search)

    hr.get('/certificates/to-seal', certificatesToSeal(deps))

    const views = listViewPages(deps, certificatesList)
    hr.get('/certificates/issued/views', views.show)
    hr.post('/certificates/issued/views', views.save)
    hr.post('/certificates/issued/views/columns', views.chooseColumns)
    hr.post('/certificates/issued/views/:view', { config: { only: 'owner' } }, views.rename)
    hr.post('/certificates/issued/views/:view/removal', { config: { only: 'owner' } }, views.remove)

    const templates = certificateTemplates(deps)
    hr.get('/certificates/templates', templates.show)
    hr.post('/certificates/templates', templates.save)

    hr.register(async one => {
      nameOnly(one, 'hrOfAgency')
      ofOffice(one, deps)
      const issued = issuedCertificates(deps)
      const ofIssued = {
        proof: 'fresh',
        strong: 'agency',
        page: '/certificates/issued/:certificate',
        ...pressed,
      } as const
      one.get('/certificates/issued/:certificate', issued.show)
      one.post('/certificates/issued/:certificate/seal', { config: ofIssued }, issued.seal)
      one.post('/certificates/issued/:certificate/revocation', { config: ofIssued }, issued.revoke)
    })

    hr.register(async one => {
      nameOnly(one, 'hrOfPersonOrFormer')
      ofPerson(one, deps)
      const certificate = certificatesOfPerson(deps)
      one.get('/people/:id/certificates', { config: shown }, certificate.show)
      one.post('/people/:id/certificates', { config: { proof: 'fresh', ...atPage } }, certificate.prepare)

      one.register(async named => {
        ofCertificate(named, deps)
        named.post('/people/:id/certificates/:certificate/seal', { config: ofChief }, certificate.seal)
        named.post('/people/:id/certificates/:certificate/revocation', { config: ofChief }, certificate.revoke)
        const fetched = { proof: 'fresh', strong: 'agency', fetchedAt: '/people/:id/certificates' } as const
        named.get('/people/:id/certificates/:certificate/file', { config: fetched }, certificate.file)
      })
    })
  })
}
