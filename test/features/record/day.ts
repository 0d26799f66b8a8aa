import t from 'tap'
import { startApp, visitor } from '../../support/app/app.ts'
import { handOf } from '../../support/app/hand.ts'
import { signIn } from '../../support/person/people.ts'
import { addStaff, dayOf, playDay } from '../../support/record/day.ts'
import { playSheets, sheetsDayOf } from '../../support/record/sheets-day.ts'

t.test('what HR does with records takes no more clicks, texts and pages than this', async t => {
  const { app, deps } = await startApp(t)
  const staff = await addStaff(deps)
  const [browser, chief] = [visitor(app), visitor(app)]
  await signIn(browser, staff.chen)
  await signIn(chief, staff.huang)
  t.same(await playDay(t, handOf(browser), staff), dayOf)
  t.same(await playSheets(t, { officer: handOf(browser), chief: handOf(chief) }, deps, staff), sheetsDayOf)
})
