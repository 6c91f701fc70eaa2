import { describe, expect, test } from 'vitest'
import { readUpload } from './read-upload'

const ADDRESS = 'http://localhost/api/imports'

/** A body that counts how much of it was asked for. */
function streamOf(chunks: number, chunkBytes: number) {
  let given = 0
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (given === chunks) return controller.close()
        given += 1
        controller.enqueue(new Uint8Array(chunkBytes).fill(given))
      },
    },
    { highWaterMark: 0 },
  )
  const init: RequestInit & { duplex: 'half' } = { method: 'POST', body, duplex: 'half' }
  return { request: new Request(ADDRESS, init), given: () => given }
}

describe('an upload', () => {
  test('is read whole when it is as long as allowed', async () => {
    const { request } = streamOf(4, 256)
    const bytes = await readUpload(request, 1_024)
    expect(bytes).toHaveLength(1_024)
    expect([bytes[0], bytes[1_023]]).toEqual([1, 4])
  })

  test('is refused by the length it announces, before anything is read', async () => {
    const request = new Request(ADDRESS, {
      method: 'POST',
      body: 'abc',
      headers: { 'content-length': '999999999' },
    })
    await expect(readUpload(request, 1_024)).rejects.toMatchObject({ code: 'TOO_LARGE' })
    expect(request.bodyUsed).toBe(false)
  })

  test('is refused as soon as it is too long, and the rest is not read', async () => {
    const { request, given } = streamOf(1_000, 256)
    await expect(readUpload(request, 1_024)).rejects.toMatchObject({ code: 'TOO_LARGE' })
    expect(given()).toBeLessThan(10)
  })

  test('may be empty', async () => {
    expect(await readUpload(new Request(ADDRESS, { method: 'POST' }), 1)).toHaveLength(0)
  })
})
