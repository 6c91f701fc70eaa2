'use client'

import { percentText } from '@/components/format/percent'
import { TableFrame, Td, Th, Tr } from '@/components/ui/table'
import type { SimulatedBand } from '@/lib/domain/statistics/simulate'
import type { CurrencyOutlook } from '@/lib/domain/views/outlook'
import { growthText } from './fan-chart'

/** The twin of the chart. */
export function BandTable({ bands }: { bands: SimulatedBand[] }) {
  return (
    <TableFrame caption="Simulated growth by day" className="h-full overflow-auto">
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
            <th
              scope="row"
              className="h-9 border-b border-rule px-3 pl-4 text-left font-normal tabular-nums group-last/row:border-b-0"
            >
              {day}
            </th>
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
    <TableFrame caption={`Risk of losing a share of the balance within ${days} days`}>
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
            <th
              scope="row"
              className="h-9 border-b border-rule px-3 pl-4 text-left font-normal whitespace-nowrap tabular-nums group-last/row:border-b-0"
            >
              {percentText(loss).replace('.0%', '%')} or more
            </th>
            <Td className="text-right font-medium">
              {Number(chance) === 0 ? 'under 0.1%' : percentText(chance)}
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
