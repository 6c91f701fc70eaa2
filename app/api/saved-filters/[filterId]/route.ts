import { idParameter } from '@/lib/http/id-parameter'
import { json } from '@/lib/http/json'
import { readJson } from '@/lib/http/read-json'
import { withSession } from '@/lib/http/with-session'
import {
  changeSavedFilter,
  deleteSavedFilter,
  SavedFilterChange,
} from '@/lib/journal/saved-filters'

export const PATCH = withSession(async ({ db, actor, request, params }) => {
  const filterId = idParameter(params, 'filterId')
  const change = SavedFilterChange.parse(await readJson(request))
  await changeSavedFilter(db, { actor, filterId, change })
  return json({})
})

export const DELETE = withSession(async ({ db, actor, params }) => {
  const filterId = idParameter(params, 'filterId')
  await deleteSavedFilter(db, { actor, filterId })
  return json({})
})
