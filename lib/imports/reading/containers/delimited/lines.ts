/** Longer than any line of an export; the rest of such a line is not kept. */
export const LONGEST_LINE = 1024 * 1024

/** Physical lines, whatever mixture of line ends the file has, read as they are needed. */
export class Lines {
  private waiting: string[] = []
  private at = 0
  /** Whole lines after the waiting ones, each with its line end, not taken apart yet. */
  private text = ''
  private carry: string | null = ''
  /** Number of the line `next` gave last. */
  number = 0

  constructor(private readonly chunks: Iterator<string>) {}

  next(): string | null {
    if (!this.has(0)) return null
    this.number++
    return this.waiting[this.at++] ?? ''
  }

  /** The line after so many others, without taking it. */
  peek(ahead: number): string | null {
    return this.has(ahead) ? (this.waiting[this.at + ahead] ?? '') : null
  }

  /** Lines that come next, without taking them: at least one unless the text has ended, at most so many. */
  ahead(most: number): string[] {
    return this.has(0) ? this.waiting.slice(this.at, this.at + most) : []
  }

  /** All lines at hand as one text, each with its line end, without taking them; null when the text has ended. */
  block(): string | null {
    if (this.at < this.waiting.length) {
      this.text = `${this.waiting.slice(this.at).join('\n')}\n${this.text}`
      this.waiting = []
      this.at = 0
    }
    while (this.text === '') if (!this.fill()) return null
    return this.text
  }

  /** Takes the lines of the last `block`. */
  takeBlock(lines: number): void {
    this.text = ''
    this.number += lines
  }

  private has(ahead: number): boolean {
    while (this.at + ahead >= this.waiting.length) {
      if (this.text === '' && !this.fill()) return false
      this.split()
    }
    return true
  }

  private split(): void {
    const lines = this.text.split('\n')
    lines.pop()
    this.waiting =
      this.at < this.waiting.length ? [...this.waiting.slice(this.at), ...lines] : lines
    this.at = 0
    this.text = ''
  }

  /** Of a line that is too long already only its end is of interest. */
  private nextChunk(carry: string): IteratorResult<string> {
    for (;;) {
      const next = this.chunks.next()
      if (next.done || carry.length <= LONGEST_LINE) return next
      const end = next.value.search(/[\r\n]/)
      if (end >= 0) return { done: false, value: next.value.slice(end) }
    }
  }

  private fill(): boolean {
    if (this.carry === null) return false
    const { done, value } = this.nextChunk(this.carry)
    let text = done ? this.carry : this.carry + value
    // A carriage return at the end may be half of a line end.
    const held = done ? '' : (/\r{1,2}$/.exec(text.slice(-2))?.[0] ?? '')
    if (held) text = text.slice(0, -held.length)
    if (text.includes('\r')) {
      text = text
        .replaceAll('\r\n', '\n')
        .replaceAll('\r\n', '\n') // a doubled carriage return left by a careless re-save
        .replaceAll('\r', '\n')
    }
    if (done) {
      this.carry = null
      this.text = text === '' || text.endsWith('\n') ? text : `${text}\n`
    } else {
      const end = text.lastIndexOf('\n') + 1
      const last = text.slice(end)
      this.text = text.slice(0, end)
      this.carry = (last.length > LONGEST_LINE ? last.slice(0, LONGEST_LINE + 1) : last) + held
    }
    return true
  }
}
