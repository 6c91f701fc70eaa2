import type { Metadata } from 'next'
import { NewImportScreen } from '@/components/imports/new-import-screen'

export const metadata: Metadata = { title: 'Upload a file' }

export default function NewImportPage() {
  return <NewImportScreen />
}
