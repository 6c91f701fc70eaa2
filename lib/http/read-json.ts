import { AppError } from '@/lib/errors'
import { readUpload } from './read-upload'

/** None of our requests comes near this. */
const MAX_BODY_BYTES = 64 * 1024

/** The request's JSON body. @throws AppError BAD_INPUT when it is not JSON, TOO_LARGE beyond 64 KiB. */
export async function readJson(request: Request): Promise<unknown> {
  const body = await readUpload(request, MAX_BODY_BYTES)
  try {
    return JSON.parse(body.toString('utf8'))
  } catch (cause) {
    throw new AppError('BAD_INPUT', 'The request is not JSON.', { cause })
  }
}
