import type { FileKind } from '../domain/outgoing/made-file.ts'
import { copyOf } from './copy.ts'
import { exportOf } from './export.ts'
import { papersOf } from './papers.ts'
import type { Maker } from './made.ts'

/** Who makes which kind of file; a new kind is a line here and in `fileKinds`. */
export const makers: Record<FileKind, Maker> = { copy: copyOf, export: exportOf, paper: papersOf }
