import { systemClock } from '@/lib/clock'
import { json } from '@/lib/http/json'
import { withSession } from '@/lib/http/with-session'
import { addSampleJournal } from '@/lib/sample-journal/add-sample-journal'
import { removeSampleJournal } from '@/lib/sample-journal/remove-sample-journal'

export const POST = withSession(async ({ db, actor }) =>
  json(await addSampleJournal(db, { actor, now: systemClock.now() }), 201),
)

export const DELETE = withSession(async ({ db, actor }) => {
  await removeSampleJournal(db, { actor })
  return json({})
})
