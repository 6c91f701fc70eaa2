import { idParameter } from '@/lib/http/id-parameter'
import { json } from '@/lib/http/json'
import { readJson } from '@/lib/http/read-json'
import { withSession } from '@/lib/http/with-session'
import { deleteTag, renameTag, TagChange } from '@/lib/notes/change-tag'

export const PATCH = withSession(async ({ db, actor, request, params }) => {
  const tagId = idParameter(params, 'tagId')
  const { name } = TagChange.parse(await readJson(request))
  await renameTag(db, { actor, tagId, name })
  return json({})
})

export const DELETE = withSession(async ({ db, actor, params }) => {
  const tagId = idParameter(params, 'tagId')
  return json({ undo: await deleteTag(db, { actor, tagId }) })
})
