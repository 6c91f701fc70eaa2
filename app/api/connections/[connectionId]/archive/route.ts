import { connectionRoute } from '@/app/api/connections/connection-route'
import { KeepArchive, keepArchive } from '@/lib/connections/keep-archive'
import { readJson } from '@/lib/http/read-json'

export const POST = connectionRoute(async (db, asked, request) => {
  const { accountId } = KeepArchive.parse(await readJson(request))
  await keepArchive(db, { ...asked, accountId })
})
