import { isForm } from './content-type'
import type { HttpReply } from './reply'

export interface HttpRequest {
  method: string
  /** As the client addressed it: name and port. */
  host: string
  /** The site whose page sent it; absent when no page did. */
  origin?: string
  path: string
  query: URLSearchParams
  /** Values of the `:name` parts of the route. */
  params: Record<string, string>
  cookies: Record<string, string>
  contentType: string
  /** A browser opens it as a page. */
  wantsPage: boolean
  body: string
}

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** With `:name` for a part that varies. */
  path: string
  handle(request: HttpRequest): HttpReply | Promise<HttpReply>
}

export interface Match {
  route: Route
  params: Record<string, string>
}

/** The route for a request, or the methods its path would answer to. */
export function matchRoute(
  routes: readonly Route[],
  method: string,
  path: string,
): Match | { allowed: string[] } {
  const allowed: string[] = []
  // the server leaves the body out by itself
  const wanted = method === 'HEAD' ? 'GET' : method
  for (const route of routes) {
    const params = matchPath(route.path, path)
    if (!params) continue
    if (route.method === wanted) return { route, params }
    allowed.push(route.method)
  }
  return { allowed }
}

function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const expected = segmentsOf(pattern)
  const actual = segmentsOf(path)
  if (expected.length !== actual.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, part] of expected.entries()) {
    const value = actual[index] ?? ''
    if (part.startsWith(':')) params[part.slice(1)] = value
    else if (part !== value) return undefined
  }
  return params
}

/** A slash at the end makes no difference. */
function segmentsOf(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '')
}

/** Parameters of the query, overlaid with those of a form in the body. */
export function parametersOf(request: HttpRequest): URLSearchParams {
  const parameters = new URLSearchParams(request.query)
  if (isForm(request)) {
    for (const [name, value] of new URLSearchParams(request.body)) parameters.set(name, value)
  }
  return parameters
}
