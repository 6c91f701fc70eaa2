import { type CrmScript, startScriptedCrm } from '@/mock-spotware/testing/scripted-crm'

const FIRST_USER_ID = 4_420_001
const FIRST_LOGIN = 700_001

type Script = CrmScript
type Answer = ReturnType<Script>

/** A cTrader back end that does the little the CRM asks for, and remembers every call. */
export async function startScriptedBackEnd() {
  const balances = new Map([[2_105, 8_000]])
  /** Answers to what was ordered by a name. */
  const answered = new Map<string, Answer>()
  const users: string[] = []
  const serve: Script = ({ method, path, query, body }): Answer => {
    if (path === '/broker/success') return { status: 200, body: 'signed in' }
    const fields: unknown = body === '' ? {} : JSON.parse(body)
    const call = `${method} ${path.replace(/\/\d+/, '/:login')}`
    if (call === 'POST /v2/webserv/managers/token') {
      return { status: 200, body: { webservToken: 'manager-token' } }
    }
    if (query.token !== 'manager-token') return refuse(403, 'NOT_ENOUGH_RIGHTS')
    const login = Number(path.split('/')[4])
    const balance = balances.get(login)
    switch (call) {
      case 'POST /v2/oauth2/ctid/create':
        return createUser(fields)
      case 'PUT /v2/oauth2/ctid/acceptAgreement':
        return { status: 200, body: {} }
      case 'PUT /v2/oauth2/ctid/referral':
        return { status: 200, body: fields }
      case 'POST /v2/webserv/traders':
        return once(fields, () => {
          balances.set(FIRST_LOGIN + balances.size - 1, 0)
          return { status: 200, body: { login: FIRST_LOGIN + balances.size - 2 } }
        })
      case 'POST /v2/ctid/link':
        return { status: 200, body: { ctidTraderAccountId: 45_000_001 } }
      case 'GET /v2/webserv/traders/:login':
        return balance === undefined
          ? refuse(404, 'TRADER_NOT_FOUND')
          : { status: 200, body: describe(login, balance) }
      case 'POST /v2/webserv/traders/:login/changebalance':
        return once(fields, () => changeBalance(login, fields))
      default:
        return refuse(404, 'INVALID_REQUEST')
    }
  }
  function createUser(fields: unknown): Answer {
    const { email } = Object(fields)
    if (!users.includes(email)) users.push(email)
    return { status: 200, body: { userId: FIRST_USER_ID + users.indexOf(email) } }
  }
  function once(fields: unknown, act: () => Answer): Answer {
    const { externalId } = Object(fields)
    const known = answered.get(externalId)
    if (known) return known
    const answer = act()
    if (typeof answer !== 'string' && answer.status === 200) answered.set(externalId, answer)
    return answer
  }
  function changeBalance(login: number, fields: unknown): Answer {
    const { amount, type } = Object(fields)
    const next = (balances.get(login) ?? 0) + (type === 'DEPOSIT' ? 1 : -1) * Number(amount)
    if (next < 0) return refuse(409, 'NOT_ENOUGH_MONEY')
    balances.set(login, next)
    return { status: 200, body: { balance: next.toFixed(2), balanceHistoryId: 1 } }
  }

  const server = await startScriptedCrm(serve)
  return {
    ...server,
    url: server.url.replace('127.0.0.1', 'localhost'),
    balances,
    /** Does something else for one path, and the usual for the others. */
    meddle(pathEnd: string, answer: (usual: () => Answer) => Answer) {
      server.follow((call) =>
        call.path.endsWith(pathEnd) ? answer(() => serve(call)) : serve(call),
      )
    },
    behave: () => server.follow(serve),
    /** Bodies of the calls to paths with that end, oldest first. */
    bodies: (pathEnd: string): unknown[] =>
      server.calls.filter(({ path }) => path.endsWith(pathEnd)).map(({ body }) => JSON.parse(body)),
  }
}

function describe(login: number, balance: number) {
  return {
    login,
    balance: balance.toFixed(2),
    depositCurrency: 'USD',
    environmentName: 'live',
  }
}

function refuse(status: number, errorCode: string): Answer {
  return { status, body: { errorCode, description: 'refused by the test' } }
}
