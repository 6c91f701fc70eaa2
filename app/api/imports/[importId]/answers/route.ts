import { systemClock } from '@/lib/clock'
import { idParameter } from '@/lib/http/id-parameter'
import { json } from '@/lib/http/json'
import { withSession } from '@/lib/http/with-session'
import { forgetAnswers } from '@/lib/imports/forget-answers'
import { showImport } from '@/lib/imports/show-import'

export const DELETE = withSession(async ({ db, actor, params }) => {
  const importId = idParameter(params, 'importId')
  await forgetAnswers(db, { actor, importId, now: systemClock.now() })
  return json(await showImport(db, { actor, importId }))
})
