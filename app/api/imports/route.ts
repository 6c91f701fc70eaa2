import { systemClock } from '@/lib/clock'
import { readWebEnv } from '@/lib/env'
import { json } from '@/lib/http/json'
import { readUpload } from '@/lib/http/read-upload'
import { withSession } from '@/lib/http/with-session'
import { listImports } from '@/lib/imports/show-import'
import { Upload, uploadImport } from '@/lib/imports/upload-import'

export const GET = withSession(async ({ db, actor }) => json(await listImports(db, { actor })))

export const POST = withSession(async ({ db, actor, request, query }) => {
  const { account, name } = Upload.parse(query)
  const bytes = await readUpload(request, readWebEnv().IMPORT_MAX_BYTES)
  const now = systemClock.now()
  return json(
    await uploadImport(db, { actor, accountId: account, fileName: name, bytes, now }),
    201,
  )
})
