/** Names of labels and what they may be: never an address, an account or an id, which are too many and too private. */
type Labels = Record<string, string>
type Sample = { labels: Labels; value: number; suffix?: string }
type Metric = { name: string; help: string; type: 'counter' | 'gauge' | 'summary' }
type Family = Metric & { samples(): Sample[] }

export type Counter = { add(labels?: Labels, by?: number): void }
export type Timing = { note(seconds: number, labels?: Labels): void }

/** What one process counts, told in the text format of Prometheus (version 0.0.4). */
export class Registry {
  readonly #families = new Map<string, Family>()

  /** Counts up from the start of the process; its name ends in `_total`. */
  counter(name: string, help: string): Counter {
    const values = new Map<string, { labels: Labels; value: number }>()
    this.#add({ name, help, type: 'counter', samples: () => [...values.values()] })
    return {
      add(labels = {}, by = 1) {
        at(values, labels, () => ({ labels, value: 0 })).value += by
      },
    }
  }

  /** Sum and count of durations in seconds: their quotient over a time is the mean. */
  timing(name: string, help: string): Timing {
    const values = new Map<string, { labels: Labels; sum: number; count: number }>()
    this.#add({
      name,
      help,
      type: 'summary',
      samples: () =>
        [...values.values()].flatMap(({ labels, sum, count }) => [
          { labels, value: sum, suffix: '_sum' },
          { labels, value: count, suffix: '_count' },
        ]),
    })
    return {
      note(seconds, labels = {}) {
        const value = at(values, labels, () => ({ labels, sum: 0, count: 0 }))
        value.sum += seconds
        value.count += 1
      },
    }
  }

  /** What somebody else keeps, read at the moment it is asked for. */
  reading(metric: Metric, read: () => number): void {
    this.#add({ ...metric, samples: () => [{ labels: {}, value: read() }] })
  }

  text(): string {
    return [...this.#families.values()].map(exposition).join('')
  }

  #add(family: Family): void {
    if (this.#families.has(family.name)) throw new Error(`There are two metrics ${family.name}`)
    this.#families.set(family.name, family)
  }
}

/** One family of samples, for values that come from elsewhere than a registry. */
export function exposition({
  name,
  help,
  type,
  samples,
}: Metric & { samples(): Sample[] }): string {
  const lines = samples().map(
    ({ labels, value, suffix = '' }) => `${name}${suffix}${labelText(labels)} ${value}\n`,
  )
  return `# HELP ${name} ${escaped(help)}\n# TYPE ${name} ${type}\n${lines.join('')}`
}

function labelText(labels: Labels): string {
  const pairs = Object.entries(labels).map(
    ([name, value]) => `${name}="${escaped(value).replace(/"/g, '\\"')}"`,
  )
  return pairs.length > 0 ? `{${pairs.join(',')}}` : ''
}

function escaped(text: string): string {
  return text.replace(/\\/g, '\\\\').replace(/\n/g, '\\n')
}

function at<Value>(values: Map<string, Value>, labels: Labels, make: () => Value): Value {
  const key = JSON.stringify(Object.entries(labels).sort())
  const value = values.get(key) ?? make()
  values.set(key, value)
  return value
}
