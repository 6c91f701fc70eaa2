import { ProviderFailure } from './failure'
import type { Answer, Message, RequestName } from './schema'
import { OpenApiSocket, type SocketOptions } from './socket'

/** `balance`: it moved, whatever the cause; `activity`: anything else that may be news. */
export type AccountEventKind = 'balance' | 'activity'

export type OnAccountEvent = (ctidTraderAccountId: bigint, kind: AccountEventKind) => void

export type Application = { clientId: string; clientSecret: string }

type AccountRequestName = {
  [Name in RequestName]: Message<Name> extends { ctidTraderAccountId: bigint } ? Name : never
}[RequestName]

/** The reply to ApplicationAuth or AccountAuth that means "it was done before". */
const ALREADY = new Set(['CH_CLIENT_ALREADY_AUTHENTICATED', 'ALREADY_LOGGED_IN'])

/** Codes that say "this account has no session here", typed or by text (Open API notes §4). */
function lostAccountSession({ providerCode, details }: ProviderFailure): boolean {
  return (
    providerCode === 'ACCOUNT_NOT_AUTHORIZED' ||
    (providerCode === 'INVALID_REQUEST' && /not authori[sz]ed/i.test(details.description ?? ''))
  )
}

/** An application-authorised connection that opens account sessions as they are needed. */
export class OpenApiSession {
  readonly #authorised = new Map<bigint, Promise<void>>()

  private constructor(
    readonly socket: OpenApiSocket,
    onAccountEvent: OnAccountEvent,
  ) {
    socket.on('event', (name, message) => {
      if (name === 'AccountsTokenInvalidatedEvent') {
        const { ctidTraderAccountIds } = message as Message<'AccountsTokenInvalidatedEvent'>
        for (const id of ctidTraderAccountIds) {
          this.#authorised.delete(id)
          onAccountEvent(id, 'activity')
        }
      } else if (name === 'AccountDisconnectEvent') {
        const id = (message as Message<'AccountDisconnectEvent'>).ctidTraderAccountId
        this.#authorised.delete(id)
      } else if (name === 'ExecutionEvent') {
        onAccountEvent((message as Message<'ExecutionEvent'>).ctidTraderAccountId, 'activity')
      } else if (name === 'TraderUpdatedEvent') {
        onAccountEvent((message as Message<'TraderUpdatedEvent'>).ctidTraderAccountId, 'balance')
      } else if (name === 'ClientDisconnectEvent') {
        socket.close()
      }
    })
  }

  /** @param onAccountEvent told which account had an event; what happened is read again */
  static async open(
    application: Application,
    options: SocketOptions,
    onAccountEvent: OnAccountEvent,
  ): Promise<OpenApiSession> {
    const socket = await OpenApiSocket.connect(options)
    const session = new OpenApiSession(socket, onAccountEvent)
    try {
      await toleratingRepetition(socket.request('ApplicationAuthReq', application))
      return session
    } catch (error) {
      socket.close()
      throw error
    }
  }

  request<Name extends RequestName>(name: Name, message: Message<Name>): Promise<Answer<Name>> {
    return this.socket.request(name, message)
  }

  /**
   * Opens an account's session, so that its events arrive; one that is open stays as it is.
   * @returns whether it was closed until now, so that events may have been missed
   */
  async watch(ctidTraderAccountId: bigint, accessToken: string): Promise<boolean> {
    const wasClosed = !this.#authorised.has(ctidTraderAccountId)
    await this.#authorise(ctidTraderAccountId, accessToken)
    return wasClosed
  }

  /** Closes an account's session if one is open here: its events come no more. */
  async unwatch(ctidTraderAccountId: bigint): Promise<void> {
    if (!this.#authorised.delete(ctidTraderAccountId)) return
    await this.socket.request('AccountLogoutReq', { ctidTraderAccountId })
  }

  /** Asks about one account, opening its session first; a session the server dropped is opened once more. */
  async requestFor<Name extends AccountRequestName>(
    name: Name,
    message: Message<Name>,
    accessToken: string,
  ): Promise<Answer<Name>> {
    const id = (message as { ctidTraderAccountId: bigint }).ctidTraderAccountId
    await this.#authorise(id, accessToken)
    try {
      return await this.socket.request(name, message)
    } catch (error) {
      if (!(error instanceof ProviderFailure) || !lostAccountSession(error)) throw error
      this.#authorised.delete(id)
      await this.#authorise(id, accessToken)
      return this.socket.request(name, message)
    }
  }

  #authorise(id: bigint, accessToken: string): Promise<void> {
    const running = this.#authorised.get(id)
    if (running) return running
    const begun = toleratingRepetition(
      this.socket.request('AccountAuthReq', { ctidTraderAccountId: id, accessToken }),
    )
    this.#authorised.set(id, begun)
    begun.catch(() => {
      if (this.#authorised.get(id) === begun) this.#authorised.delete(id)
    })
    return begun
  }
}

async function toleratingRepetition(request: Promise<unknown>): Promise<void> {
  try {
    await request
  } catch (error) {
    if (!(error instanceof ProviderFailure) || !ALREADY.has(error.providerCode)) throw error
  }
}
