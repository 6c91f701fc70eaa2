import { instantText } from '@/components/format/instant'
import { useMoneyText } from '@/components/format/money'
import { useTimeZone } from '@/components/format/time-zone'
import { Pill } from '@/components/ui/pill'
import type { ReconciliationView } from '@/lib/domain/views/dashboard'

/** Whether one account adds up. `short` where a heading has said with whom already. */
export function ReconciliationPill({
  account,
  short = false,
}: {
  account: ReconciliationView
  short?: boolean
}) {
  const timeZone = useTimeZone()
  const moneyText = useMoneyText()
  switch (account.status) {
    case 'reconciled':
      return <Pill tone="good">{short ? 'Adds up' : 'Reconciled with cTrader to the cent'}</Pill>
    case 'in-progress':
      return <Pill tone="busy">Adding up while history arrives</Pill>
    case 'file-only':
      return <Pill tone="plain">From files, no balance to compare with</Pill>
    case 'break':
      return (
        <Pill tone="act">
          {account.break
            ? `Balance jumps by ${moneyText(account.break.amount)} after ${instantText(account.break.at, timeZone)}`
            : 'The balance does not add up'}
        </Pill>
      )
  }
}
