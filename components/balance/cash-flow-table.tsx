import { Money } from '@/components/format/money'
import { When } from '@/components/format/when'
import { TableFrame, Td, Th, Tr } from '@/components/ui/table'
import type { CashFlowView } from '@/lib/domain/views/balance'

export function CashFlowTable({
  cashFlows,
  currency,
}: {
  cashFlows: CashFlowView[]
  currency: string
}) {
  return (
    <TableFrame caption="Cash operations, newest first">
      <thead>
        <tr>
          <Th>What</Th>
          <Th className="text-right">Amount, {currency}</Th>
          <Th>When</Th>
          <Th className="text-right">Balance after</Th>
          <Th>Note</Th>
        </tr>
      </thead>
      <tbody>
        {cashFlows.map((cashFlow) => (
          <Tr key={cashFlow.id}>
            <Td className="font-medium">{cashFlow.kind}</Td>
            <Td className="text-right">
              <Money value={cashFlow.amount} plain bare />
            </Td>
            <Td className="text-ink-soft">
              <When at={cashFlow.at} as="table" />
            </Td>
            <Td className="text-right text-ink-soft">
              <Money value={cashFlow.balanceAfter} signed={false} bare />
            </Td>
            <Td className="max-w-80 truncate text-ink-soft" title={cashFlow.note ?? undefined}>
              {cashFlow.note}
            </Td>
          </Tr>
        ))}
      </tbody>
    </TableFrame>
  )
}
