import type { Transaction } from '@/lib/db/client'
import type { TradingAccount } from '@/lib/db/generated/client'
import type { StoredPreview } from './preview'
import type { Metadata } from './reading/types'

const NUMBER = /^\d{1,18}$/
const LONGEST_BROKER = 120

/** Whether a file that names its account is for this one. */
export function checkNumber(
  { account: named }: Metadata,
  number: string | null,
): StoredPreview['checks'] {
  if (named === null || number === null || !NUMBER.test(named)) return []
  if (BigInt(named) === BigInt(number))
    return [{ level: 'ok', text: `The file names the same account number, ${number}.` }]
  const text = `The file names account ${named}, and this account is ${number}. If that is another one, upload the file for that account.`
  return [{ level: 'warning', text }]
}

/** A file account takes the number that its first file names: by it, it is known again once it is linked. */
export async function learnNumber(
  tx: Transaction,
  { id, source, simulated, login, broker }: TradingAccount,
  { account: named, broker: namedBroker }: Metadata,
): Promise<void> {
  if (source !== 'FILE' || simulated || login !== null) return
  if (named === null || !NUMBER.test(named)) return
  await tx.tradingAccount.update({
    where: { id },
    data: {
      login: BigInt(named),
      broker: broker ?? namedBroker?.slice(0, LONGEST_BROKER) ?? null,
    },
  })
}
