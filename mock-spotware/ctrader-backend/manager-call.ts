import type { z } from 'zod'
import { isJson } from '@/mock-spotware/http/content-type'
import type { HttpReply } from '@/mock-spotware/http/reply'
import type { HttpRequest, Route } from '@/mock-spotware/http/router'
import { parseJson } from '@/mock-spotware/parse-json'
import { refuseCall } from './backend-refusal'
import type { ManagerTokens } from './manager-tokens'

interface Call<Body> {
  method: 'GET' | 'POST' | 'PUT'
  /** Below /v2. */
  path: string
  schema: z.ZodType<Body>
  handle(body: Body, request: HttpRequest): HttpReply
}

/** A call with a checked JSON body. Unknown keys are ignored. */
export function openCall<Body>({ method, path, schema, handle }: Call<Body>): Route {
  return {
    method,
    path: `/v2${path}`,
    handle(request) {
      if (method !== 'GET' && !isJson(request)) {
        return refuseCall('INVALID_REQUEST', 'send application/json')
      }
      const body = schema.safeParse(method === 'GET' ? {} : parseJson(request.body))
      if (body.success) return handle(body.data, request)
      const fields = new Set(body.error.issues.map(({ path: [field] }) => String(field ?? 'body')))
      return refuseCall('INVALID_REQUEST', `missing or malformed: ${[...fields].join(', ')}`)
    },
  }
}

/** The same for those who have shown that they are a manager of the broker. */
export function managerCall<Body>(tokens: ManagerTokens, call: Call<Body>): Route {
  const open = openCall(call)
  return {
    ...open,
    handle(request) {
      const token = request.query.get('token')
      if (!token) {
        return refuseCall('NOT_ENOUGH_RIGHTS', 'the query parameter token is missing', 401)
      }
      if (!tokens.isIssued(token)) {
        return refuseCall('NOT_ENOUGH_RIGHTS', 'this webservToken is not known')
      }
      return open.handle(request)
    },
  }
}
