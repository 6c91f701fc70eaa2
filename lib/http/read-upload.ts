import { AppError } from '@/lib/errors'

/**
 * Reads an uploaded body, never more than allowed of it.
 * @throws AppError TOO_LARGE as soon as that is known, before the rest is read
 */
export async function readUpload(request: Request, maxBytes: number): Promise<Buffer<ArrayBuffer>> {
  const announced = Number(request.headers.get('content-length') ?? 0)
  if (announced > maxBytes) throw tooLarge(announced, maxBytes)
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.length
    if (size > maxBytes) throw tooLarge(size, maxBytes)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function tooLarge(size: number, maxBytes: number): AppError {
  const mebibytes = (bytes: number) => Math.floor(bytes / 1024 / 1024)
  return new AppError(
    'TOO_LARGE',
    `This file is ${mebibytes(size)} MB or more; up to ${mebibytes(maxBytes)} MB can be uploaded. Export a shorter period in cTrader and upload the parts one after the other.`,
  )
}
