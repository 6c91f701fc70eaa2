import type { Metadata } from 'next'
import { ImportScreen } from '@/components/imports/import-screen'

export const metadata: Metadata = { title: 'Import' }

export default async function ImportPage(props: { params: Promise<{ importId: string }> }) {
  const { importId } = await props.params
  return <ImportScreen key={importId} importId={importId} />
}
