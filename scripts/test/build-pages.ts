import { composeSettings } from '@/scripts/start/compose-settings'
import { generateSecrets } from '@/scripts/start/development-secrets'
import { EMBEDDED_PLACEHOLDER } from '@/scripts/start/given-environment'
import { ensureWebBuild } from '@/scripts/start/web-build'

/** Builds the pages as `npm start` does, with settings that belong to nobody. */
export async function buildPages(): Promise<void> {
  const { PATH, HOME } = process.env
  const settings = composeSettings({
    env: { PATH, HOME },
    secrets: generateSecrets(),
    databaseUrl: EMBEDDED_PLACEHOLDER,
    mode: 'production',
  })
  const outcome = await ensureWebBuild(settings.web, (line) => console.log(line))
  if (outcome === 'current') console.log('The pages are built from these very sources already.')
}
