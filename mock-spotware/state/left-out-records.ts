import type { Persona } from '@/mock-spotware/personas/persona'
import type { KeptState } from './kept-state'

type KeptGrant = KeptState['grants']['living'][number]

/** What belongs to people whom `--persona` leaves out this time; it goes back as it was. */
export class LeftOutRecords {
  #grants: KeptGrant[] = []
  #accounts: KeptState['accounts'] = []
  /** Of accounts that came into being in an earlier run. Their numbers stay taken. */
  #ownerOfCreated = new Map<number, number>()

  /** Puts their records aside and returns the rest, which this run can make sense of. */
  takeOut(state: KeptState, leftOut: readonly Persona[]): KeptState {
    const ctids = new Set(leftOut.map(({ ctid }) => ctid))
    const accountIds = new Set(
      leftOut.flatMap(({ accounts }) => accounts.map(({ profile }) => profile.accountId)),
    )
    const isGrantOfOthers = ({ ctid }: KeptGrant) => !ctids.has(ctid)
    const isOfOthers = ({ accountId }: { accountId: number }) => !accountIds.has(accountId)
    this.#grants = state.grants.living.filter((grant) => !isGrantOfOthers(grant))
    this.#accounts = state.accounts.filter((account) => !isOfOthers(account))
    const created = state.people.accounts.map(({ ownerCtid, ...account }) => {
      if (ownerCtid === undefined) return account
      if (!ctids.has(ownerCtid)) return { ...account, ownerCtid }
      this.#ownerOfCreated.set(account.accountId, ownerCtid)
      return account
    })
    return {
      ...state,
      grants: { ...state.grants, living: state.grants.living.filter(isGrantOfOthers) },
      accounts: state.accounts.filter(isOfOthers),
      people: { ...state.people, accounts: created },
    }
  }

  putBack(state: KeptState): KeptState {
    return {
      ...state,
      grants: { ...state.grants, living: [...state.grants.living, ...this.#grants] },
      accounts: [...state.accounts, ...this.#accounts],
      people: {
        ...state.people,
        accounts: state.people.accounts.map((account) => {
          const ownerCtid = account.ownerCtid ?? this.#ownerOfCreated.get(account.accountId)
          return ownerCtid === undefined ? account : { ...account, ownerCtid }
        }),
      },
    }
  }

  clear(): void {
    this.#grants = []
    this.#accounts = []
    this.#ownerOfCreated.clear()
  }
}
