'use client'

import { percentText } from '@/components/format/percent'
import { RowHead, TableFrame, Td, Th, Tr } from '@/components/ui/table'
import type { SimulatedBand } from '@/lib/domain/statistics/simulate'
import type { CurrencyOutlook } from '@/lib/domain/views/outlook'
import { growthText } from './fan-chart'

/** The twin of the chart. */
export function BandTable({ currency, bands }: { currency: string; bands: SimulatedBand[] }) {
  return (
    <TableFrame caption={`Simulated growth by day, ${currency}`} className="h-full overflow-auto">
      <thead>
        <tr>
          <Th>Day</Th>
          <Th className="text-right">1 in 20 below</Th>
          <Th className="text-right">Middle</Th>
          <Th className="text-right">1 in 20 above</Th>
        </tr>
      </thead>
      <tbody>
        {bands.map(({ day, low, median, high }) => (
          <Tr key={day}>
            <RowHead className="tabular-nums">{day}</RowHead>
            <Td className="text-right">{growthText(low)}</Td>
            <Td className="text-right">{growthText(median)}</Td>
            <Td className="text-right">{growthText(high)}</Td>
          </Tr>
        ))}
      </tbody>
    </TableFrame>
  )
}

/** How likely it is to lose this much of the balance some time on the way. */
export function RuinTable({ of, days }: { of: CurrencyOutlook; days: number }) {
  return (
    <TableFrame
      caption={`Risk of losing a share of the balance in ${of.currency} within ${days} days`}
    >
      <thead>
        <tr>
          <Th>Loss of the balance</Th>
          <Th className="text-right">Probability</Th>
          <Th>
            <span className="sr-only">Probability as a bar</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {of.ruin.map(({ loss, chance }) => (
          <Tr key={loss}>
            <RowHead className="tabular-nums">
              {percentText(loss).replace('.0%', '%')} or more
            </RowHead>
            <Td className="text-right">
              {Number(chance) < 0.001 ? (
                <span className="text-ink-faint">under 0.1%</span>
              ) : (
                <span className="font-medium">{percentText(chance)}</span>
              )}
            </Td>
            <Td className="w-full">
              <span aria-hidden className="block h-2 max-w-md rounded-sm bg-sunken">
                <span
                  className="block h-2 rounded-sm bg-[var(--series)]"
                  style={{ width: `${Number(chance) * 100}%` }}
                />
              </span>
            </Td>
          </Tr>
        ))}
      </tbody>
    </TableFrame>
  )
}
