import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCertificate } from './certificate'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mock-certificate-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('the certificate of an earlier run is used again; a damaged one is replaced', async () => {
  const caFile = join(folder, 'some', 'ca.pem')
  const first = await createCertificate(caFile)
  await first.remove()
  const second = await createCertificate(caFile)
  expect(second).toMatchObject({ key: first.key, cert: first.cert })
  await writeFile(`${caFile}.key`, 'no key')
  const third = await createCertificate(caFile)
  expect(third.cert).not.toBe(first.cert)
  expect(await readFile(caFile, 'utf8')).toBe(third.cert)
})

test('a certificate without a place of its own goes with the process', async () => {
  const { caFile, cert, remove } = await createCertificate()
  expect(await readFile(caFile, 'utf8')).toBe(cert)
  await remove()
  await expect(readFile(caFile)).rejects.toThrow('ENOENT')
})
