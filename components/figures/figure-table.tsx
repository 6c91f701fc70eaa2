'use client'

import type { ReactNode } from 'react'
import { formatCount } from '@/components/format/decimal'
import { TableFrame, Td, Th, Tr } from '@/components/ui/table'
import type { FigureView } from '@/lib/domain/views/figure'
import { FigureLabel, usedText } from './figure-label'
import { FigureValue } from './figure-value'

/** Figures one below the other: what it is, what it came to, from how many, and what was left out. */
export function FigureTable(props: {
  caption: string
  figures: FigureView[]
  currency: string
  digits: number
  /** What a value means, for some. */
  meaning?: (figure: FigureView) => ReactNode
}) {
  const { caption, figures, currency, digits, meaning } = props
  return (
    <TableFrame caption={caption}>
      <thead>
        <tr>
          <Th>Figure</Th>
          <Th className="text-right">Value</Th>
          {meaning ? <Th>What it says</Th> : null}
          <Th>From</Th>
          <Th>Left out</Th>
        </tr>
      </thead>
      <tbody>
        {figures.map((figure) => (
          <Tr key={figure.id}>
            <th
              scope="row"
              className="h-9 border-b border-rule px-3 pl-4 text-left font-normal whitespace-nowrap group-last/row:border-b-0"
            >
              <FigureLabel figure={figure} />
            </th>
            <Td className="text-right font-medium">
              <FigureValue figure={figure} currency={currency} digits={digits} bare />
            </Td>
            {meaning ? (
              <Td className="min-w-64 whitespace-normal text-ink-soft">{meaning(figure)}</Td>
            ) : null}
            <Td className="text-ink-soft">{usedText(figure)}</Td>
            <Td className="text-ink-soft">
              {figure.leftOut.length === 0
                ? '–'
                : figure.leftOut
                    .map(({ count, why }) => `${formatCount(count)}: ${why}`)
                    .join('; ')}
            </Td>
          </Tr>
        ))}
      </tbody>
    </TableFrame>
  )
}
