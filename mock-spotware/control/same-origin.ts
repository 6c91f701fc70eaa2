import { jsonError } from '@/mock-spotware/http/reply'
import type { HttpRequest, Route } from '@/mock-spotware/http/router'

const CONTROL_PATH = /^\/control(\/|$)/

/**
 * Keeps pages of other sites out of the control API: a browser says which site sends a request,
 * and only forms, which other sites may post anywhere, send something else than JSON.
 */
export function controlFromSameOrigin(routes: readonly Route[]): Route[] {
  return routes.map((route) => (CONTROL_PATH.test(route.path) ? guarded(route) : route))
}

function guarded(route: Route): Route {
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

function isJson({ contentType }: HttpRequest): boolean {
  return /^application\/json\s*(;|$)/i.test(contentType)
}
