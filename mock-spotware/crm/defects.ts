import { type HttpReply, jsonReply } from '@/mock-spotware/http/reply'
import type { HttpRequest, Route } from '@/mock-spotware/http/router'
import { parseJson } from '@/mock-spotware/parse-json'
import { contractError } from './contract-errors'
import type { ContractSite } from './contract-site'
import type { CrmBehaviour } from './switches'

type Defect = (
  site: ContractSite,
  request: HttpRequest,
  answer: (request: HttpRequest) => HttpReply | Promise<HttpReply>,
) => HttpReply | Promise<HttpReply>

/**
 * Ways of breaking the contract, put around endpoints that keep it: each bends the request or the
 * answer. They show that a conformance check fails where it should.
 */
const defects: Record<Exclude<CrmBehaviour['crmDefect'], 'none'>, Defect> = {
  anyPasswordAccepted: ({ deployment }, request, answer) =>
    answer(withField(request, 'password', deployment.crmPassword)),

  apiTokenUnchecked: ({ crm }, request, answer) =>
    isAuthentication(request)
      ? answer(request)
      : answer(withQuery(request, 'crmApiToken', crm.apiTokens.issue())),

  oneTimeTokenReusable: async ({ crm }, request, answer) => {
    const code = fieldOf(request, 'code')
    const again = typeof code === 'string' ? crm.oneTimeTokens.copy(code) : undefined
    const reply = await answer(request)
    again?.()
    return reply
  },

  expiredTokenAccepted: ({ crm }, request, answer) => {
    for (const name of ['code', 'accessToken']) {
      const token = fieldOf(request, name)
      if (typeof token !== 'string') continue
      crm.oneTimeTokens.prolong(token)
      crm.longTermTokens.prolong(token)
    }
    return answer(request)
  },

  accessTokenAlways: async ({ crm }, request, answer) => {
    const reply = await answer(request)
    const body = objectIn(reply.body)
    if (!request.path.endsWith('/onetime/authorize') || typeof body?.userId !== 'number') {
      return reply
    }
    return jsonReply({ accessToken: crm.longTermTokens.issue(body.userId), ...body })
  },

  inappTokenUnchecked: ({ crm }, request, answer) => {
    const userId = Number(fieldOf(request, 'userId'))
    return request.path.endsWith('/onetime/generate') && crm.clients.byUserId(userId)
      ? answer(withQuery(request, 'inappToken', crm.inAppTokens.issue(userId)))
      : answer(request)
  },

  logoutKeepsTokens: (_site, request, answer) =>
    answer(request.path.endsWith('/logout') ? withQuery(request, 'accessToken', '') : request),

  wrongStatusForUnknown: async (_site, request, answer) => {
    const reply = await answer(request)
    return reply.status === 404 ? contractError(500, 'it was not found') : reply
  },

  nullForAbsent: async (_site, request, answer) => {
    const reply = await answer(request)
    const body = objectIn(reply.body)
    return reply.status === 200 && body && 'userId' in body
      ? jsonReply({ accessToken: null, inappToken: null, ...body })
      : reply
  },
}

export function withDefect(site: ContractSite, route: Route): Route {
  return {
    ...route,
    handle(request) {
      const { crmDefect } = site.behaviour
      if (crmDefect === 'none') return route.handle(request)
      return defects[crmDefect](site, request, route.handle)
    },
  }
}

function isAuthentication(request: HttpRequest): boolean {
  return request.path.endsWith('/crmApiToken')
}

function withQuery(request: HttpRequest, name: string, value: string): HttpRequest {
  const query = new URLSearchParams(request.query)
  query.set(name, value)
  return { ...request, query }
}

function withField(request: HttpRequest, name: string, value: string): HttpRequest {
  const body = objectIn(request.body)
  return body?.[name] === undefined
    ? request
    : { ...request, body: JSON.stringify({ ...body, [name]: value }) }
}

function fieldOf(request: HttpRequest, name: string): unknown {
  return objectIn(request.body)?.[name]
}

function objectIn(text: string): Record<string, unknown> | undefined {
  const value = parseJson(text)
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value))
    : undefined
}
