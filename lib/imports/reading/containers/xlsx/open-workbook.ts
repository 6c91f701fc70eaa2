import type { ByteSource } from '@/lib/imports/reading/containers/byte-source'
import type { Container } from '@/lib/imports/reading/containers/open-container'
import { refuse } from '@/lib/imports/reading/refusals'
import type { RefusedFile } from '@/lib/imports/reading/types'
export function openWorkbook(_source: ByteSource): Container | RefusedFile {
  return refuse('archive')
}
