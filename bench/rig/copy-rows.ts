import type pg from 'pg'

type Wire = pg.Connection & {
  query(text: string): void
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
}

/** One COPY as node-postgres talks to the server; it has no call for it, only the messages. */
class Copy {
  readonly chunks: Buffer[] = []
  readonly done: Promise<Buffer[]>
  private settle: (error?: Error) => void = () => {}
  private error: Error | undefined

  constructor(
    private readonly statement: string,
    private readonly rows: readonly Buffer[] = [],
  ) {
    this.done = new Promise((resolve, reject) => {
      this.settle = (error) => (error ? reject(error) : resolve(this.chunks))
    })
  }

  submit(wire: Wire): void {
    wire.query(this.statement)
  }

  handleCopyData({ chunk }: { chunk: Buffer }): void {
    this.chunks.push(Buffer.from(chunk))
  }

  handleCopyInResponse(wire: Wire): void {
    for (const chunk of this.rows) wire.sendCopyFromChunk(chunk)
    wire.endCopyFrom()
  }

  handleCommandComplete(): void {}

  handleError(error: Error): void {
    this.error = error
  }

  handleReadyForQuery(): void {
    this.settle(this.error)
  }
}

function run(client: pg.Client, copy: Copy): Promise<Buffer[]> {
  client.query(copy as unknown as pg.Submittable)
  return copy.done
}

export function copyOut(client: pg.Client, table: string): Promise<Buffer[]> {
  return run(client, new Copy(`COPY "${table}" TO STDOUT`))
}

export async function copyIn(
  client: pg.Client,
  table: string,
  rows: readonly Buffer[],
): Promise<void> {
  await run(client, new Copy(`COPY "${table}" FROM STDIN`, rows))
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
