import { type HttpReply, jsonReply } from '@/mock-spotware/http/reply'
import type { HttpRequest, Route } from '@/mock-spotware/http/router'
import { authFailure, contractError } from './contract-errors'
import type { ContractSite } from './contract-site'
import { withDefect } from './defects'
import type { OneTimeToken } from './one-time-tokens'
import { isSameSecret } from './password'
import { missing, requiredField } from './required-field'
import type { DeadToken } from './token-hash'

/** The only one who calls. */
const BACK_END = 'cTrader'

type Handler = (request: HttpRequest) => HttpReply

/** The five endpoints every broker's CRM implements, called by the cTrader back end. */
export function contractRoutes(site: ContractSite): Route[] {
  const authenticate: Handler = (request) => issueApiToken(site, request)
  const logOut = authenticated(site, (request) => logOutOfCrm(site, request))
  const routes: Route[] = [
    { method: 'POST', path: '/oauth2/crmApiToken', handle: authenticate },
    // the older documents have it here
    { method: 'POST', path: '/cid/oauth2/crmApiToken', handle: authenticate },
    {
      method: 'POST',
      path: '/oauth2/onetime/authorize',
      handle: authenticated(site, (request) => exchangeOneTimeToken(site, request)),
    },
    {
      method: 'POST',
      path: '/oauth2/authorize',
      handle: authenticated(site, (request) => verifyLongTermToken(site, request)),
    },
    {
      method: 'POST',
      path: '/oauth2/onetime/generate',
      handle: authenticated(site, (request) => generateOneTimeToken(site, request)),
    },
    // PUT in the table of the documents, POST in their example
    { method: 'PUT', path: '/oauth2/logout', handle: logOut },
    { method: 'POST', path: '/oauth2/logout', handle: logOut },
  ]
  return routes.map((route) => withDefect(site, route))
}

function issueApiToken({ crm, deployment, behaviour }: ContractSite, request: HttpRequest) {
  const password = requiredField(request, 'password')
  if ('status' in password) return password
  if (typeof password.value !== 'string') return contractError(400, 'password must be a string')
  if (crm.wrongPasswords.areTooMany(BACK_END)) {
    return authFailure('too many wrong passwords; try again in a minute')
  }
  if (!isSameSecret(password.value, deployment.crmPassword)) {
    crm.wrongPasswords.add(BACK_END)
    return authFailure('the password is wrong')
  }
  if (behaviour.brokerDisabled) return brokerIsDisabled()
  return jsonReply({ crmApiToken: crm.apiTokens.issue() })
}

/** A missing crmApiToken is no valid one: 403, before anything else of the request is looked at. */
function authenticated({ crm, behaviour }: ContractSite, handle: Handler): Handler {
  return (request) => {
    if (!crm.apiTokens.isValid(request.query.get('crmApiToken') ?? '')) {
      return authFailure('the crmApiToken is not valid')
    }
    return behaviour.brokerDisabled ? brokerIsDisabled() : handle(request)
  }
}

function brokerIsDisabled(): HttpReply {
  return contractError(403, 'the broker is disabled', 'CH_INSUFFICIENT_PERMISSIONS')
}

function exchangeOneTimeToken(site: ContractSite, request: HttpRequest): HttpReply {
  const { crm, behaviour } = site
  const code = requiredField(request, 'code')
  if ('status' in code) return code
  if (typeof code.value !== 'string') return contractError(400, 'code must be a string')
  const token = takeCode(site, code.value)
  if (typeof token === 'string') return refuseToken(token, 'the one-time token')
  const { userId, keepLoggedIn, purpose } = token
  if (purpose === 'return') return jsonReply({ userId })
  const accessToken = keepLoggedIn ? crm.longTermTokens.issue(userId) : undefined
  const inappToken = behaviour.issueInappToken
    ? crm.inAppTokens.issue(userId, accessToken)
    : undefined
  return jsonReply({ userId, accessToken, inappToken })
}

function takeCode({ crm, behaviour }: ContractSite, code: string): OneTimeToken | DeadToken {
  const taken = crm.oneTimeTokens.take(code, 'login')
  const isMaybeReturn = taken === 'unknown' && behaviour.returnTokenSignsIn
  return isMaybeReturn ? crm.oneTimeTokens.take(code, 'return') : taken
}

function verifyLongTermToken({ crm, behaviour }: ContractSite, request: HttpRequest): HttpReply {
  const accessToken = requiredField(request, 'accessToken')
  if ('status' in accessToken) return accessToken
  if (typeof accessToken.value !== 'string') {
    return contractError(400, 'accessToken must be a string')
  }
  const token = crm.longTermTokens.use(accessToken.value)
  if (typeof token === 'string') return refuseToken(token, 'the accessToken')
  const { userId } = token
  const inappToken = behaviour.issueInappToken
    ? crm.inAppTokens.issue(userId, accessToken.value)
    : undefined
  return jsonReply({ userId, inappToken })
}

function generateOneTimeToken({ crm, behaviour }: ContractSite, request: HttpRequest): HttpReply {
  const wanted = requiredField(request, 'userId')
  if ('status' in wanted) return wanted
  const userId = readUserId(wanted.value)
  if (userId === undefined) return contractError(400, 'userId must be an integer')
  if (!crm.clients.byUserId(userId)) return contractError(404, 'the userId is not known')
  const inappToken = request.query.get('inappToken') ?? ''
  if (behaviour.issueInappToken && !crm.inAppTokens.use(inappToken, userId)) {
    return authFailure('the inappToken is not valid')
  }
  const token = crm.oneTimeTokens.issue({ userId, purpose: 'inApp', keepLoggedIn: false })
  return jsonReply({ token })
}

/** Says 200 whatever was already gone; the token of somebody else is passed over, and noted. */
function logOutOfCrm({ crm }: ContractSite, request: HttpRequest): HttpReply {
  const wanted = request.query.get('userId')
  if (!wanted) return missing('userId')
  const userId = readUserId(wanted)
  if (userId === undefined) return contractError(400, 'userId must be an integer')
  const isOwn = crm.logOut(userId, request.query.get('accessToken') || undefined)
  const note = isOwn ? undefined : 'the accessToken is of somebody else; it was passed over'
  return { status: 200, headers: { 'cache-control': 'no-store' }, body: '', note }
}

/** A number, or a string of digits as the query has it. */
function readUserId(value: unknown): number | undefined {
  const isDigits = typeof value === 'string' && /^\d{1,15}$/.test(value)
  const number = isDigits ? Number(value) : value
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined
}

function refuseToken(reason: DeadToken, what: string): HttpReply {
  switch (reason) {
    case 'malformed':
      return contractError(417, `${what} is none of this CRM`, 'CID_NON_EXISTED_TOKEN')
    case 'expired':
      return contractError(410, `${what} has expired`, 'CID_TOKEN_EXPIRED')
    case 'unknown':
      return contractError(404, `${what} was not found`)
  }
}
