import type { FileRecord } from '@/lib/imports/reading/containers/table'
export function* readHtmlRows(_chunks: Iterator<string>): Generator<FileRecord> {}
