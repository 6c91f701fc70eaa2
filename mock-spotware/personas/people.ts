import { z } from 'zod'
import type { AccountProfile } from '@/mock-spotware/accounts/records'
import type { AccountPlan } from '@/mock-spotware/history/account-life'
import { brokerNamed } from '@/mock-spotware/market/broker'
import { assetNames } from '@/mock-spotware/market/instruments'
import type { Persona } from './persona'

const FIRST_CREATED_CTID = 4_420_001
const FIRST_CREATED_ACCOUNT_ID = 45_000_001
const FIRST_CREATED_LOGIN = 700_001
const FIRST_CREATED_RECORD_ID = 95_000_001

const createdPersonSchema = z.strictObject({
  ctid: z.int(),
  name: z.string(),
  email: z.string(),
  /** The CRM that had it created. */
  brokerCrmName: z.string(),
})
export type CreatedPerson = z.output<typeof createdPersonSchema>

const createdAccountSchema = z.strictObject({
  accountId: z.int(),
  login: z.int(),
  isLive: z.boolean(),
  broker: z.string(),
  currency: z.enum(assetNames),
  type: z.enum(['HEDGED', 'NETTED']),
  leverage: z.int().positive(),
  registeredAt: z.number(),
  /** As the broker's CRM named the order for it. */
  externalId: z.string().optional(),
  /** The person it was linked to, once it was. */
  ownerCtid: z.int().optional(),
})
type CreatedAccount = z.output<typeof createdAccountSchema>

/** People and accounts that came into being while the mock ran. */
export const keptPeopleSchema = z.strictObject({
  people: z.array(createdPersonSchema),
  accounts: z.array(createdAccountSchema),
})
export type KeptPeople = z.output<typeof keptPeopleSchema>

/** Everybody with a cTrader ID, and every trading account, linked to one or not yet. */
export class People {
  readonly #builtIn: readonly Persona[]
  readonly #onChanged: () => void
  #people: Persona[] = []
  #createdPeople: CreatedPerson[] = []
  #createdAccounts: CreatedAccount[] = []

  /** Throws RangeError when `kept` names somebody or a broker that does not exist. */
  constructor(builtIn: readonly Persona[], onChanged: () => void, kept?: KeptPeople) {
    this.#builtIn = builtIn
    this.#onChanged = onChanged
    this.#startOver()
    for (const person of kept?.people ?? []) this.#addPerson(person)
    for (const account of kept?.accounts ?? []) this.#addAccount(account)
  }

  all(): readonly Persona[] {
    return this.#people
  }

  /** By name or e-mail address, whichever they sign in with. */
  named(name: string): Persona | undefined {
    const wanted = name.trim().toLowerCase()
    return this.#people.find((person) => person.name === wanted || person.email === wanted)
  }

  /** Whoever a CRM had created with this e-mail address. */
  createdBy(brokerCrmName: string, email: string): Persona | undefined {
    const wanted = email.trim().toLowerCase()
    const created = this.#createdPeople.find(
      (person) => person.brokerCrmName === brokerCrmName && person.email === wanted,
    )
    return created && this.byCtid(created.ctid)
  }

  byCtid(ctid: number): Persona | undefined {
    return this.#people.find((person) => person.ctid === ctid)
  }

  /** Undefined for an account nobody has. */
  account(accountId: number): AccountPlan | undefined {
    const owned = this.#people
      .flatMap((person) => person.accounts)
      .find(({ profile }) => profile.accountId === accountId)
    if (owned) return owned
    const created = this.#createdAccounts.find((account) => account.accountId === accountId)
    return created && describeCreated(created)
  }

  /** The account with this number at this broker, linked to somebody or not. */
  accountOfLogin(login: number, brokerName: string): AccountPlan | undefined {
    const isMeant = ({ profile }: AccountPlan) =>
      profile.login === login && profile.broker.name === brokerName
    return (
      this.#people.flatMap((person) => person.accounts).find(isMeant) ??
      this.#createdAccounts.map(describeCreated).find(isMeant)
    )
  }

  /** The account that a CRM's order of this name made, linked to somebody or not. */
  accountOfOrder(externalId: string, brokerName: string): AccountPlan | undefined {
    const created = this.#createdAccounts.find(
      (account) => account.externalId === externalId && account.broker === brokerName,
    )
    return created && describeCreated(created)
  }

  /** A new cTrader ID. The name falls back to one made of the id when it is taken. */
  createPerson(wanted: { name: string; email: string; brokerCrmName: string }): Persona {
    const ctid = FIRST_CREATED_CTID + this.#createdPeople.length
    const email = wanted.email.trim().toLowerCase()
    const nickname = wanted.name.trim().toLowerCase()
    const isUsable = nickname !== '' && !this.named(nickname)
    const name = isUsable ? nickname : `user${ctid}`
    const created = { ctid, email, name, brokerCrmName: wanted.brokerCrmName }
    const person = this.#addPerson(created)
    this.#onChanged()
    return person
  }

  /** A trading account that belongs to nobody before `link`. */
  createAccount(
    wanted: Pick<
      AccountProfile,
      'isLive' | 'broker' | 'currency' | 'type' | 'leverage' | 'registeredAt'
    > & { externalId?: string },
  ): AccountProfile {
    const { broker, ...rest } = wanted
    const index = this.#createdAccounts.length
    const created: CreatedAccount = {
      ...rest,
      broker: broker.name,
      accountId: FIRST_CREATED_ACCOUNT_ID + index,
      login: FIRST_CREATED_LOGIN + index,
    }
    this.#addAccount(created)
    this.#onChanged()
    return describeCreated(created).profile
  }

  /** Gives a created account to a person. False when there is no such account, or it is taken. */
  link(accountId: number, ctid: number): boolean {
    const created = this.#createdAccounts.find((account) => account.accountId === accountId)
    if (created?.ownerCtid === ctid) return true
    if (!created || created.ownerCtid !== undefined || !this.byCtid(ctid)) return false
    created.ownerCtid = ctid
    this.#give(created)
    this.#onChanged()
    return true
  }

  /** What the next run cannot know by itself. */
  kept(): KeptPeople {
    return { people: this.#createdPeople, accounts: this.#createdAccounts }
  }

  /** Only those who were there at the start remain. */
  reset(): void {
    this.#startOver()
    this.#onChanged()
  }

  #startOver(): void {
    // copies, because accounts are linked to people while it runs
    this.#people = this.#builtIn.map((person) => ({ ...person, accounts: [...person.accounts] }))
    this.#createdPeople = []
    this.#createdAccounts = []
  }

  #addPerson(created: CreatedPerson): Persona {
    const description = 'Signed up at the broker while the mock was running'
    const { ctid, name, email } = created
    const person: Persona = { ctid, name, email, description, accounts: [], signsInAtBroker: true }
    this.#createdPeople.push(created)
    this.#people.push(person)
    return person
  }

  #addAccount(account: CreatedAccount): void {
    this.#createdAccounts.push(account)
    if (account.ownerCtid !== undefined) this.#give(account)
  }

  #give(account: CreatedAccount): void {
    const owner = this.byCtid(account.ownerCtid ?? 0)
    if (!owner) throw new RangeError(`nobody has the ctid ${account.ownerCtid}`)
    owner.accounts.push(describeCreated(account))
  }
}

function describeCreated({
  ownerCtid: _owner,
  externalId: _order,
  ...account
}: CreatedAccount): AccountPlan {
  const broker = brokerNamed(account.broker)
  if (!broker) throw new RangeError(`there is no broker ${account.broker}`)
  return {
    profile: {
      ...account,
      broker,
      moneyDigits: 2,
      isSwapFree: false,
      firstRecordId: FIRST_CREATED_RECORD_ID,
    },
  }
}
