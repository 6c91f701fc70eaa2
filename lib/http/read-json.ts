import { AppError } from '@/lib/errors'

/** The request's JSON body. @throws AppError BAD_INPUT when it is not JSON. */
export async function readJson(request: Request): Promise<unknown> {
  try {
    return await request.json()
  } catch (cause) {
    throw new AppError('BAD_INPUT', 'The request is not JSON.', { cause })
  }
}
