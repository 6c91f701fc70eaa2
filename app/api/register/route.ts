import { webDatabase } from '@/lib/db/web-database'
import { json } from '@/lib/http/json'
import { readJson } from '@/lib/http/read-json'
import { withoutSession } from '@/lib/http/without-session'
import { clientAddress } from '@/lib/identity/client-address'
import { Registration, register } from '@/lib/identity/register'
import { countAttempt } from '@/lib/identity/throttles'

export const POST = withoutSession(async (request) => {
  await countAttempt(webDatabase(), 'register-address', clientAddress(request.headers))
  const input = Registration.parse(await readJson(request))
  await register(webDatabase(), input)
  return json({}, 201)
})
