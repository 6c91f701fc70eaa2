/** `BENCH_SCALE=0.05` measures with a twentieth of the rows: for a look while working, not for the results. */
const SCALE = Number(process.env.BENCH_SCALE ?? 1)

export function scaled(count: number): number {
  return Math.max(1, Math.round(count * SCALE))
}
