import { z } from 'zod'
import { systemClock } from '@/lib/clock'
import { idParameter } from '@/lib/http/id-parameter'
import { json } from '@/lib/http/json'
import { readJson } from '@/lib/http/read-json'
import { withSession } from '@/lib/http/with-session'
import { answerLookIn } from '@/lib/support/look-in/answer'
import { listLookIns } from '@/lib/support/look-in/list-look-ins'

const Answer = z.object({ allow: z.boolean() })

export const POST = withSession(async ({ db, actor, params, request }) => {
  const lookInId = idParameter(params, 'lookInId')
  const { allow } = Answer.parse(await readJson(request))
  const now = systemClock.now()
  await answerLookIn(db, { actor, lookInId, allow, now })
  return json(await listLookIns(db, { actor, now }))
})
