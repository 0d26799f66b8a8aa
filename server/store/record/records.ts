/** What stands in records: how it is read, how it is confirmed, and the one gate through which it is written. */
export * from './rows/confirming.ts'
export * from './rows/gate.ts'
export * from './rows/reading.ts'
export { formerNameIndex, idIndex } from './sealed-rows.ts'
