/** A file to keep, sent while it is being made. What fails before its first piece is an ordinary error. */
export async function download(
  pieces: AsyncGenerator<string | Uint8Array>,
  { fileName, type }: { fileName: string; type: string },
): Promise<Response> {
  const encoder = new TextEncoder()
  let next: Promise<IteratorResult<string | Uint8Array>> = Promise.resolve(await pieces.next())
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await next
      if (done) return controller.close()
      controller.enqueue(typeof value === 'string' ? encoder.encode(value) : value)
      next = pieces.next()
      // Said by the next pull; without this it would count as unhandled until then.
      next.catch(() => undefined)
    },
    async cancel() {
      await pieces.return(undefined)
    },
  })
  return new Response(body, {
    headers: {
      'content-type': type,
      'content-disposition': disposition(fileName),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}

/** The name in plain letters for old browsers, and as it is for the others (RFC 6266). */
function disposition(fileName: string): string {
  const plain = fileName.replace(/[^\w .()-]/g, '_')
  const exact = encodeURIComponent(fileName).replace(/['()*]/g, escaped)
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`
}

function escaped(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`
}
