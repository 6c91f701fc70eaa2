import { json } from '@/lib/http/json'
import { readJson } from '@/lib/http/read-json'
import { withSession } from '@/lib/http/with-session'
import { BreakEvenChoice, changeBreakEven, showBreakEven } from '@/lib/identity/break-even'

export const GET = withSession(async ({ db, actor }) => json(await showBreakEven(db, { actor })))

export const POST = withSession(async ({ db, actor, request }) => {
  await changeBreakEven(db, { actor, ...BreakEvenChoice.parse(await readJson(request)) })
  return json({})
})
