import type { StoredPreview } from './preview'

type Refusal = NonNullable<StoredPreview['refusal']>

/** What decides whether simulated trades have a place in an account. */
export type Holder = {
  /** It shows what cTrader says of it. */
  linked: boolean
  /** It was made for simulated trades, or holds some already. */
  simulated: boolean
  isEmpty: () => Promise<boolean>
}

const REFUSED = {
  code: 'simulated-trades',
  title: 'These are simulated trades',
} as const

/** @returns why simulated trades cannot be added here; null where they can */
export async function refuseSimulated(account: Holder): Promise<Refusal | null> {
  if (account.linked)
    return {
      ...REFUSED,
      body: 'They were never traded on this account, which follows cTrader. Upload the file again and make an account for them: New account, “Simulated trades”.',
    }
  if (account.simulated || (await account.isEmpty())) return null
  return {
    ...REFUSED,
    body: 'This account holds trades that were really made, and the two are never mixed. Upload the file again and make an account for them: New account, “Simulated trades”.',
  }
}

/** What is said of a file that does not look simulated, before it goes where everything is. */
export const INTO_SIMULATED =
  'This account is for simulated trades: what this file adds counts in no figure of your real accounts.'
