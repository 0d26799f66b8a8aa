import { componentSystems, usualMinimum, type ComponentSystem } from '../domain/component-version.ts'
import type { Db } from './database.ts'
import { componentSettings } from './schema.ts'

export type ComponentSetting = { minimum: string; download: string; sha256: string }

/** What is set for each system; where nothing was set, the usual minimum and no download. */
export async function current(db: Db): Promise<Record<ComponentSystem, ComponentSetting>> {
  const rows = await db.select().from(componentSettings)
  const of = (system: ComponentSystem): ComponentSetting => {
    const { minimum, download, sha256 } = rows.find(row => row.system === system) ?? {
      minimum: usualMinimum[system],
      download: '',
      sha256: '',
    }
    return { minimum, download, sha256 }
  }
  return Object.fromEntries(componentSystems.map(system => [system, of(system)])) as Record<
    ComponentSystem,
    ComponentSetting
  >
}

export async function set(
  db: Db,
  system: ComponentSystem,
  setting: ComponentSetting,
  setBy: string,
  setAt: Date,
): Promise<void> {
  const row = { ...setting, setBy, setAt }
  await db
    .insert(componentSettings)
    .values({ system, ...row })
    .onConflictDoUpdate({ target: componentSettings.system, set: row })
}
