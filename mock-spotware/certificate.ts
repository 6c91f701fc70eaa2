import { createPrivateKey, X509Certificate } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { generate } from 'selfsigned'
import { DAY_MS } from './duration'

export interface ServerCertificate {
  key: string
  cert: string
  /** Where clients find the certificate they must trust. */
  caFile: string
  /** Removes what only this process needed. */
  remove(): Promise<void>
}

const LIFE_DAYS = 365
const RENEWED_BEFORE_DAYS = 30
const OWNER_ONLY = 0o600

/**
 * A certificate for this machine's loopback names. One that an earlier run wrote to this file is
 * used again, with the key beside it: clients that trust it need no restart.
 */
export async function createCertificate(caFile?: string): Promise<ServerCertificate> {
  if (caFile === undefined) {
    const folder = await mkdtemp(join(tmpdir(), 'mock-spotware-'))
    const temporaryFile = join(folder, 'ca.pem')
    const made = await makeCertificate()
    await writeFile(temporaryFile, made.cert)
    const remove = () => rm(folder, { recursive: true, force: true })
    return { ...made, caFile: temporaryFile, remove }
  }
  const kept = await readKept(caFile)
  const used = kept ?? (await makeCertificate())
  if (!kept) {
    await mkdir(dirname(caFile), { recursive: true })
    await writeFile(keyFileOf(caFile), used.key, { mode: OWNER_ONLY })
    await writeFile(caFile, used.cert)
  }
  return { ...used, caFile, remove: async () => {} }
}

function keyFileOf(caFile: string): string {
  return `${caFile}.key`
}

/** Undefined unless both files are there, belong together and are good for a while. */
async function readKept(caFile: string): Promise<{ key: string; cert: string } | undefined> {
  try {
    const [cert, key] = await Promise.all([
      readFile(caFile, 'utf8'),
      readFile(keyFileOf(caFile), 'utf8'),
    ])
    const certificate = new X509Certificate(cert)
    const isOfKey = certificate.checkPrivateKey(createPrivateKey(key))
    const endsAt = Date.parse(certificate.validTo)
    const isGood = endsAt - Date.now() > RENEWED_BEFORE_DAYS * DAY_MS
    return isOfKey && isGood ? { key, cert } : undefined
  } catch {
    // absent or damaged: a new one takes its place
    return undefined
  }
}

async function makeCertificate(): Promise<{ key: string; cert: string }> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'mock-spotware' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    // clocks that run a little apart must not make it invalid
    notBeforeDate: new Date(Date.now() - DAY_MS),
    notAfterDate: new Date(Date.now() + LIFE_DAYS * DAY_MS),
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
  return { key, cert }
}
