import { setImmediate as breathe } from 'node:timers/promises'
import { unzipSync } from 'fflate'
import type { z } from 'zod'
import { type Part, partName } from './format'

/** More than any journal has; keeps a small file from becoming a flood. */
const MAX_UNPACKED_BYTES = 4_000_000_000
const MAX_ENTRIES = 100_000
const MAX_PART_BYTES = 256 * 1024 * 1024

/** A refusal in words; they name places, never values. */
export class ArchiveRefused extends Error {}

/** An archive whose entries are unpacked one at a time. */
export class OpenArchive {
  readonly #sizes = new Map<string, number>()

  constructor(private readonly bytes: Uint8Array) {
    let unpacked = 0
    try {
      unzipSync(bytes, {
        filter: ({ name, originalSize }) => {
          unpacked += originalSize
          this.#sizes.set(name, originalSize)
          if (unpacked > MAX_UNPACKED_BYTES || this.#sizes.size > MAX_ENTRIES)
            throw new ArchiveRefused('It is too large when unpacked.')
          return false
        },
      })
    } catch (error) {
      if (error instanceof ArchiveRefused) throw error
      throw new ArchiveRefused('This is not a zip file, or it is damaged.')
    }
  }

  has(name: string): boolean {
    return this.#sizes.has(name)
  }

  read(name: string): Uint8Array {
    const size = this.#sizes.get(name)
    if (size === undefined) throw new ArchiveRefused(`${name} is missing.`)
    if (size > MAX_PART_BYTES) throw new ArchiveRefused(`${name} is too large.`)
    try {
      const found = unzipSync(this.bytes, { filter: (entry) => entry.name === name })[name]
      if (found?.length === size) return found
    } catch {
      // The same answer as for one that came out shorter than it should.
    }
    throw new ArchiveRefused(`${name} is damaged.`)
  }

  json<Schema extends z.ZodType>(name: string, schema: Schema): z.output<Schema> {
    return parse(new TextDecoder().decode(this.read(name)), schema, name)
  }

  /** The lines of one kind, a part at a time. */
  async *lines<Schema extends z.ZodType>(
    part: Part,
    schema: Schema,
  ): AsyncGenerator<z.output<Schema>[]> {
    for (let number = 1; this.has(partName(part, number)); number += 1) {
      const name = partName(part, number)
      const text = new TextDecoder().decode(this.read(name))
      const lines = text.split('\n').filter((line) => line !== '')
      yield lines.map((line, index) => parse(line, schema, `${name}, line ${index + 1}`))
      await breathe()
    }
  }
}

function parse<Schema extends z.ZodType>(
  text: string,
  schema: Schema,
  where: string,
): z.output<Schema> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new ArchiveRefused(`${where} is not JSON.`)
  }
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const field = result.error.issues[0]?.path.join('.') || 'a value'
  throw new ArchiveRefused(`${where}: ${field} is not what this version reads.`)
}
