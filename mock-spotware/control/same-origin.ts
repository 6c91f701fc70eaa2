import { isJson } from '@/mock-spotware/http/content-type'
import { jsonError } from '@/mock-spotware/http/reply'
import type { Route } from '@/mock-spotware/http/router'

/**
 * Keeps pages of other sites out of the control API: a browser says which site sends a request,
 * and only forms, which other sites may post anywhere, send something else than JSON.
 */
export function sameOriginOnly(route: Route): Route {
  return {
    ...route,
    handle(request) {
      if (request.origin !== undefined) {
        if (request.origin !== `http://${request.host}`) {
          return jsonError(403, 'pages of other sites may not use the control API')
        }
        if (route.method !== 'GET' && !isJson(request)) {
          return jsonError(415, 'a page must send application/json')
        }
      }
      return route.handle(request)
    },
  }
}
