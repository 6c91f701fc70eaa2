import { isAuthorizationPath } from '@/mock-spotware/ctrader-id/authorization-paths'
import { problemPage } from '@/mock-spotware/ctrader-id/pages'
import { redirectReply } from '@/mock-spotware/http/reply'
import type { Route } from '@/mock-spotware/http/router'
import { moveToCanonicalHost } from './canonical-host'
import { loginScreen } from './crm-screens'
import type { Platform } from './platform'
import { platformReply } from './platform-reply'

/** From the sign-in page to the broker's own; `/broker/success` brings people back. */
export function brokerSignInRoute({ backend: { deployment }, visits }: Platform): Route {
  return {
    method: 'GET',
    path: '/broker/sign-in',
    handle(request) {
      const moved = moveToCanonicalHost(deployment, request)
      if (moved) return moved
      const returnTo = readReturn(request.query.get('return') ?? '', deployment.backendUrl())
      if (returnTo === undefined) {
        const text = 'The way back is not one of the pages of cTrader ID.'
        return platformReply(problemPage('Sign-in cannot begin', text), 400)
      }
      return redirectReply(loginScreen(deployment, { firstLogin: false }), {
        'set-cookie': visits.begin({ purpose: 'ctraderId', returnTo }),
      })
    },
  }
}

/** Path and query on this very server, of an authorization page and of nothing else. */
function readReturn(text: string, base: string): string | undefined {
  if (!text.startsWith('/') || !URL.canParse(text, base)) return undefined
  const { origin, pathname, search } = new URL(text, base)
  return origin === base && isAuthorizationPath(pathname) ? `${pathname}${search}` : undefined
}
