import { type FileGlanceView, NOTHING_SEEN } from '@/lib/domain/views/glance'
import { inMemory } from './reading/containers/byte-source'
import { openImportFile } from './reading/open-import-file'
import type { Family } from './reading/types'

/** So much of a file is looked at before it is uploaded: the lines above its tables and the first rows. */
export const GLANCE_BYTES = 64 * 1024

const PROGRAMS: Record<Family, FileGlanceView['program']> = {
  A: 'cTrader',
  B: 'cTrader',
  C: 'cTrader',
  D: 'cTrader',
  cbot: 'cTrader',
  mt5: 'MetaTrader 5',
  mapped: null,
}

/**
 * What the beginning of a text file says of its account, so that the account can be proposed before
 * anything is sent. Workbooks begin with nothing that could be read.
 */
export function glanceAtFile(start: Uint8Array): FileGlanceView {
  if (start[0] === 0x50 && start[1] === 0x4b) return NOTHING_SEEN
  const file = openImportFile(inMemory(start.subarray(0, GLANCE_BYTES)))
  if (file.status === 'refused') return NOTHING_SEEN
  const { account, broker, currency: above } = file.metadata
  const currency = file.assumptions.find(({ kind }) => kind === 'currency')
  return {
    account: account && /^\d{1,18}$/.test(account) ? account : null,
    broker,
    currency: currency?.value || above,
    currencyIsGuess: currency?.value ? !currency.certain : false,
    simulated: file.status === 'opened' && file.simulated,
    program: file.status === 'opened' ? PROGRAMS[file.family] : null,
  }
}
