import type { z } from 'zod'
import { BalanceTooLarge } from '@/mock-spotware/accounts/money'
import { jsonError } from '@/mock-spotware/http/reply'
import type { HttpRequest, Route } from '@/mock-spotware/http/router'
import { parseJson } from '@/mock-spotware/parse-json'

/** A route of the control API that only reads. */
export function get(path: string, handle: Route['handle']): Route {
  return { method: 'GET', path, handle }
}

/** A route with a JSON body, which is checked first; no body counts as an empty object. */
export function post<Body>(
  path: string,
  schema: z.ZodType<Body>,
  handle: (body: Body, request: HttpRequest) => ReturnType<Route['handle']>,
): Route {
  return {
    method: 'POST',
    path,
    async handle(request) {
      const json = parseJson(request.body.trim() || '{}')
      if (json === undefined) return jsonError(400, 'the body is no JSON')
      const body = schema.safeParse(json)
      if (!body.success) return jsonError(400, inOneLine(body.error))
      try {
        return await handle(body.data, request)
      } catch (error) {
        if (error instanceof BalanceTooLarge) return jsonError(409, error.message)
        throw error
      }
    },
  }
}

/** "amount: must be a decimal string; accountId: …", which is as plain in a terminal as on a page. */
function inOneLine({ issues }: z.ZodError): string {
  return issues
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`))
    .join('; ')
}
