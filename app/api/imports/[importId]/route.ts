import { systemClock } from '@/lib/clock'
import { idParameter } from '@/lib/http/id-parameter'
import { json } from '@/lib/http/json'
import { readJson } from '@/lib/http/read-json'
import { withSession } from '@/lib/http/with-session'
import { Choices, changeChoices } from '@/lib/imports/change-choices'
import { ImportQuery, showImport } from '@/lib/imports/show-import'

export const GET = withSession(async ({ db, actor, params, query }) => {
  const { verdict } = ImportQuery.parse(query)
  return json(await showImport(db, { actor, importId: idParameter(params, 'importId'), verdict }))
})

export const PATCH = withSession(async ({ db, actor, request, params }) => {
  const importId = idParameter(params, 'importId')
  const choices = Choices.parse(await readJson(request))
  await changeChoices(db, { actor, importId, choices, now: systemClock.now() })
  return json(await showImport(db, { actor, importId }))
})
