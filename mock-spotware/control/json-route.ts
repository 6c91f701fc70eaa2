import { z } from 'zod'
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
    handle(request) {
      const json = parseJson(request.body.trim() || '{}')
      if (json === undefined) return jsonError(400, 'the body is no JSON')
      const body = schema.safeParse(json)
      if (!body.success) return jsonError(400, z.prettifyError(body.error))
      return handle(body.data, request)
    },
  }
}
