import type { ComponentSystem } from '../../domain/help-desk/component-version.ts'
import { componentSystems } from '../../domain/help-desk/component-version.ts'
import type { Language } from '../../domain/language.ts'
import { phoneMinutes } from '../../domain/ways/mobile-id.ts'
import * as componentSettings from '../../store/help-desk/component-settings.ts'
import * as guides from '../../store/help-desk/guides.ts'
import { guideSlugs, shippedGuides, type GuideSlug } from '../../text/help-desk/guides/all.ts'
import { speak } from '../../text/speak.ts'
import type { Deps } from '../../web/deps.ts'
import { notFound } from '../../web/errors.ts'

export type Guide = { slug: GuideSlug; body: string; version: number }

/** A guide by its address: the newest version written here, else the one that came with the product. */
export async function guideOf({ db }: Pick<Deps, 'db'>, asked: string, language: Language): Promise<Guide> {
  const slug = guideSlugs.find(name => name === asked)
  if (!slug) throw notFound()
  const [newest] = await guides.versions(db, slug, language)
  const shipped = shippedGuides[slug][language === 'en' ? 'en' : 'zh']
  return { slug, body: newest?.body ?? shipped, version: newest?.version ?? 0 }
}

/** What stands in the holes of a guide on this installation. */
export async function holesOf({ db, config }: Pick<Deps, 'db' | 'config'>, slug: string, language: Language) {
  const t = speak(language)
  const system: ComponentSystem | undefined = componentSystems.find(name => slug.endsWith(`-${name}`))
  const isHealthCard = slug.startsWith('health-card')
  const setting = system && (await componentSettings.current(db))[system]
  const download = (isHealthCard ? setting?.healthDownload : setting?.download) ?? ''
  const sha256 = (isHealthCard ? setting?.healthSha256 : setting?.sha256) ?? ''
  const { help } = config
  const link = download
    ? `<${download}>`
    : t(isHealthCard ? 'guide.download-none-health' : 'guide.download-none', {
        url: `<${isHealthCard ? help.healthCardUrl : help.cardUrl}>`,
      })
  return {
    ...help,
    site: config.baseUrl,
    component: config.componentOrigin,
    phoneMinutes: String(phoneMinutes),
    download: system && sha256 ? `${link} SHA-256: \`${sha256}\` ${t(`guide.checksum-${system}`)}` : link,
  }
}
