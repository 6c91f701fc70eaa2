import { download } from '@/lib/http/download'
import { idParameter } from '@/lib/http/id-parameter'
import { withSession } from '@/lib/http/with-session'
import { rejectedRows } from '@/lib/imports/rejected-rows'

export const GET = withSession(async ({ db, actor, params }) => {
  const importId = idParameter(params, 'importId')
  const { fileName, lines } = await rejectedRows(db, { actor, importId })
  return download(lines, { fileName, type: 'text/csv; charset=utf-8' })
})
