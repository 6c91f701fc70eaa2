import type pg from 'pg'
import { CopyIn } from '@/lib/db/copy-rows'

/** COPY as node-postgres hears it from the server; it has no call for it, only the messages. */
class CopyOut {
  readonly chunks: Buffer[] = []
  readonly done: Promise<Buffer[]>
  private settle: (error?: Error) => void = () => {}
  private error: Error | undefined

  constructor(private readonly statement: string) {
    this.done = new Promise((resolve, reject) => {
      this.settle = (error) => (error ? reject(error) : resolve(this.chunks))
    })
  }

  submit(wire: { query(text: string): void }): void {
    wire.query(this.statement)
  }

  handleCopyData({ chunk }: { chunk: Buffer }): void {
    this.chunks.push(Buffer.from(chunk))
  }

  handleCommandComplete(): void {}

  handleError(error: Error): void {
    this.error = error
  }

  handleReadyForQuery(): void {
    this.settle(this.error)
  }
}

export function copyOut(client: pg.Client, table: string): Promise<Buffer[]> {
  const copy = new CopyOut(`COPY "${table}" TO STDOUT`)
  client.query(copy as unknown as pg.Submittable)
  return copy.done
}

export async function copyIn(
  client: pg.Client,
  table: string,
  rows: readonly Buffer[],
): Promise<void> {
  const copy = new CopyIn(`COPY "${table}" FROM STDIN`, rows)
  client.query(copy as unknown as pg.Submittable)
  await copy.done
}

const CHUNK_BYTES = 64 * 1024

/** The server sends row by row; sent back in larger pieces, as a program that is in a hurry would. */
export function inLargeChunks(rows: readonly Buffer[]): Buffer[] {
  const all = Buffer.concat(rows)
  const chunks: Buffer[] = []
  for (let from = 0; from < all.length; from += CHUNK_BYTES)
    chunks.push(all.subarray(from, from + CHUNK_BYTES))
  return chunks
}
