/** What a ratio was made of, for the reader of the console; the results hold the ratios alone. */
export function say(line: string): void {
  console.log(`  ${line}`)
}
