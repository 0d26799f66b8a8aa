import { getTableColumns } from 'drizzle-orm'
import {
  componentSystems,
  defaultExceptions,
  defaultMinimum,
  type ComponentSystem,
} from '../../domain/help-desk/component-version.ts'
import type { Db } from '../database/database.ts'
import { componentSettings } from '../schema.ts'

export type ComponentSetting = Omit<typeof componentSettings.$inferSelect, 'system' | 'setBy' | 'setAt'>

/** What is set for each system; where nothing was set, the defaults and no download. */
export async function current(db: Db): Promise<Record<ComponentSystem, ComponentSetting>> {
  const { system, setBy: _by, setAt: _at, ...columns } = getTableColumns(componentSettings)
  const rows = await db.select({ system, setting: columns }).from(componentSettings)
  const of = (name: ComponentSystem) => rows.find(row => row.system === name)?.setting ?? defaults(name)
  return Object.fromEntries(componentSystems.map(name => [name, of(name)])) as Record<ComponentSystem, ComponentSetting>
}

const defaults = (system: ComponentSystem): ComponentSetting => ({
  minimum: defaultMinimum[system],
  exceptions: [...defaultExceptions],
  download: '',
  sha256: '',
  healthDownload: '',
  healthSha256: '',
})

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
