import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { generate } from 'selfsigned'
import { DAY_MS } from './market/trading-hours'

export interface ServerCertificate {
  key: string
  cert: string
  /** Where clients find the certificate they must trust. */
  caFile: string
  /** Removes what only this process needed. */
  remove(): Promise<void>
}

/** Makes a fresh certificate for this machine's loopback names and writes it to a file. */
export async function createCertificate(caFile?: string): Promise<ServerCertificate> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'mock-spotware' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    // clocks that run a little apart must not make it invalid
    notBeforeDate: new Date(Date.now() - DAY_MS),
    notAfterDate: new Date(Date.now() + 365 * DAY_MS),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', digitalSignature: true, keyCertSign: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  })
  if (caFile !== undefined) {
    await mkdir(dirname(caFile), { recursive: true })
    await writeFile(caFile, cert)
    return { key, cert, caFile, remove: async () => {} }
  }
  const folder = await mkdtemp(join(tmpdir(), 'mock-spotware-'))
  const temporaryFile = join(folder, 'ca.pem')
  await writeFile(temporaryFile, cert)
  const remove = () => rm(folder, { recursive: true, force: true })
  return { key, cert, caFile: temporaryFile, remove }
}
