import t from 'tap'
import { openContext, openShell, shot, skip } from '../support/browser/browser.ts'
import { playerOf } from '../support/browser/player.ts'
import { signInByPassword, startBareSite } from '../support/browser/site.ts'
import { goodPassword } from '../support/person/people.ts'
import { addStaff, dayOf, playDay } from '../support/record/day.ts'

t.test('what HR does with records takes no more in a browser than without script', { skip, bail: true }, async t => {
  const { baseUrl, deps } = await startBareSite(t)
  const staff = await addStaff(deps)
  const page = await (await openContext(await openShell(t))).newPage()
  await signInByPassword(page, baseUrl, staff.chen, goodPassword)
  const measured = await playDay(t, playerOf(page, baseUrl), staff)
  await shot(page, 'record-day')
  // the list comes into its page by script
  const isSearched = (task: string) => /award|contracts/.test(task)
  const expected = Object.entries(dayOf).map(([task, one]) => [
    task,
    { ...one, pages: one.pages - (isSearched(task) ? 1 : 0) },
  ])
  t.same(measured, Object.fromEntries(expected))
})
