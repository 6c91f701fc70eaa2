/** One measured ratio and what it has to reach, or must not exceed. */
export type Ratio = { name: string; value: number } & ({ atLeast: number } | { atMost: number })

/** What `bench/results.json` keeps of it. */
export type Result = { value: number; bar: string; ok: boolean }

/** A bench measures and says what it found, named after itself: `sync.budgetShare`. */
export type Bench = () => Promise<Ratio[]>

export function toResult({ value, ...bar }: Ratio): Result {
  const rounded = Number(value.toFixed(3))
  if ('atMost' in bar)
    return { value: rounded, bar: `<= ${bar.atMost.toFixed(2)}`, ok: value <= bar.atMost }
  return { value: rounded, bar: `>= ${bar.atLeast.toFixed(2)}`, ok: value >= bar.atLeast }
}
