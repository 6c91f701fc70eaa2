'use client'

import { formatCount } from '@/components/format/decimal'
import { RowHead, TableFrame, Td, Th, Tr } from '@/components/ui/table'
import type { FigureView } from '@/lib/domain/views/figure'
import { FigureLabel, usedText } from './figure-label'
import { FigureValue } from './figure-value'

/** Figures one below the other: what it is, what it came to, from how many, and what was left out. */
export function FigureTable(props: {
  caption: string
  figures: FigureView[]
  currency: string
  digits: number
  /** What a value means, for some; empty for the others. */
  meaning?: (figure: FigureView) => string
}) {
  const { caption, figures, currency, digits, meaning } = props
  return (
    <TableFrame caption={caption}>
      <colgroup>
        <col className="w-[40%]" />
        <col className="w-[14%]" />
        <col className="w-[18%]" />
        <col />
      </colgroup>
      <thead>
        <tr>
          <Th>Figure</Th>
          <Th className="text-right">Value</Th>
          <Th>From</Th>
          <Th>Left out</Th>
        </tr>
      </thead>
      <tbody>
        {figures.map((figure) => (
          <Tr key={figure.id}>
            <RowHead>
              <FigureLabel figure={figure} />
              {meaning?.(figure) ? (
                <span className="block text-xs text-ink-soft">{meaning(figure)}</span>
              ) : null}
            </RowHead>
            <Td className="text-right font-medium">
              {figure.value === null ? (
                <span className="font-normal whitespace-normal text-ink-soft">{figure.reason}</span>
              ) : (
                <FigureValue figure={figure} currency={currency} digits={digits} bare />
              )}
            </Td>
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
