import { Dec } from '@/lib/domain/decimal'

export type DayNet = { day: string; net: Dec; trades: number }

/** The running total of net profit, day by day in the order given. */
export function cumulative(days: DayNet[]): (DayNet & { cumulative: Dec })[] {
  let total = new Dec(0)
  return days.map((day) => {
    total = total.plus(day.net)
    return { ...day, cumulative: total }
  })
}
