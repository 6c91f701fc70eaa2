/** One measured ratio and what it has to reach. */
export type Ratio = { name: string; value: number; atLeast: number }

/** What `bench/results.json` keeps of it. */
export type Result = { value: number; bar: string; ok: boolean }

/** A bench measures and says what it found, named after itself: `sync.budgetShare`. */
export type Bench = () => Promise<Ratio[]>

export function toResult({ value, atLeast }: Ratio): Result {
  return { value: Number(value.toFixed(3)), bar: `>= ${atLeast.toFixed(2)}`, ok: value >= atLeast }
}
