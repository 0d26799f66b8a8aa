import t from 'tap'
import { fileBegins } from './tap-report.ts'

/**
 * Runs the test files that are named in TEST_FILES, one after another in this process: to load the application and to
 * warm it up costs more than most files do. All are loaded before the first begins, or tap would end when its queue is
 * empty. They are no arguments, because tap names folders after these.
 */
async function load() {
  for (const name of (process.env['TEST_FILES'] ?? '').split(' ')) {
    t.comment(fileBegins(name))
    // or tap would keep it to itself
    await import(`../../${name}.js`).catch(error => void t.test('it is loaded', () => Promise.reject(error)))
  }
}

void t.waitOn(load())
