/** Tells whoever runs the mock that the mock itself is wrong; it goes on serving. */
export function reportDefect(error: unknown): void {
  const text = error instanceof Error ? error.stack : String(error)
  process.stderr.write(`mock-spotware defect: ${text}\n`)
}
