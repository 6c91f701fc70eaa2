import { readWebEnv } from '@/lib/env'
import { AppError } from '@/lib/errors'

/** Refuses writes that another site's page sends with our cookie. Cookies are SameSite=Lax besides. */
export function assertSameOrigin(request: Request): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const origin = request.headers.get('origin')
  if (origin && origin !== new URL(readWebEnv().APP_URL).origin)
    throw new AppError('NOT_ALLOWED', 'This request came from another site.')
}
