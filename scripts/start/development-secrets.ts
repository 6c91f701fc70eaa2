import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { readOrCreatePrivateFile } from './private-file'
import { ROOT } from './run-child'

export const DATA_DIR = path.join(ROOT, '.data')

export type DevelopmentSecrets = {
  AUTH_SECRET: string
  TOKEN_KEYS: string
  MOCK_SPOTWARE_CLIENT_ID: string
  MOCK_SPOTWARE_CLIENT_SECRET: string
}

export function generateSecrets(): DevelopmentSecrets {
  return {
    AUTH_SECRET: randomBytes(32).toString('base64url'),
    TOKEN_KEYS: `dev1:${randomBytes(32).toString('base64')}`,
    MOCK_SPOTWARE_CLIENT_ID: `${1000 + randomBytes(2).readUInt16BE()}_${randomBytes(16).toString('hex')}`,
    MOCK_SPOTWARE_CLIENT_SECRET: randomBytes(24).toString('base64url'),
  }
}

/** Made once; losing them signs everybody out and makes stored tokens unreadable. */
export async function developmentSecrets(dataDir = DATA_DIR): Promise<DevelopmentSecrets> {
  const text = await readOrCreatePrivateFile(
    path.join(dataDir, 'development-secrets.json'),
    () => `${JSON.stringify(generateSecrets(), null, 2)}\n`,
  )
  return JSON.parse(text) as DevelopmentSecrets
}
