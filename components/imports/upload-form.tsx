'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { fileSizeText } from '@/components/format/file-size'
import { Button } from '@/components/ui/button'
import { ProgressBar } from '@/components/ui/progress-bar'
import { RequestFailure } from '@/components/ui/request-failure'
import type { AccountView } from '@/lib/domain/views/account'
import { AccountChoice, NEW_ACCOUNT } from './account-choice'
import { useCreateAccount } from './accounts'
import { FilePicker } from './file-picker'
import { LARGEST_FILE_BYTES, uploadFile } from './upload-file'

type Upload =
  | { phase: 'idle' }
  | { phase: 'sending'; sentBytes: number }
  | { phase: 'failed'; error: Error }

export function UploadForm(props: {
  accounts: AccountView[]
  /** The account a page that leads here is about. */
  wanted: string | null
}) {
  const { accounts, wanted } = props
  const router = useRouter()
  const createAccount = useCreateAccount()
  const [accountId, setAccountId] = useState(() => preselected(accounts, wanted))
  const [file, setFile] = useState<File | null>(null)
  const [upload, setUpload] = useState<Upload>({ phase: 'idle' })
  const sending = upload.phase === 'sending'
  const tooLarge = file !== null && file.size > LARGEST_FILE_BYTES

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (!file || tooLarge) return
    const fields = new FormData(event.currentTarget)
    setUpload({ phase: 'sending', sentBytes: 0 })
    try {
      const target = accountId === NEW_ACCOUNT ? await createFrom(fields) : accountId
      const { importId } = await uploadFile({
        file,
        accountId: target,
        onProgress: (sentBytes) => setUpload({ phase: 'sending', sentBytes }),
      })
      router.push(`/imports/${importId}`)
    } catch (error) {
      setUpload({ phase: 'failed', error: error instanceof Error ? error : new Error() })
    }
  }

  /** Once made, the account is chosen, so that a second try does not make it again. */
  async function createFrom(fields: FormData): Promise<string> {
    const account = await createAccount({
      name: String(fields.get('name')).trim(),
      currency: String(fields.get('currency')).trim().toUpperCase(),
    })
    setAccountId(account.id)
    return account.id
  }

  return (
    <form method="post" onSubmit={submit} className="flex flex-col gap-6">
      <AccountChoice
        accounts={accounts}
        value={accountId}
        onChange={setAccountId}
        disabled={sending}
      />
      <FilePicker file={file} onChoose={setFile} tooLarge={tooLarge} disabled={sending} />
      {upload.phase === 'failed' ? (
        <RequestFailure error={upload.error} what="The file did not arrive" />
      ) : null}
      {sending && file ? (
        <div>
          <ProgressBar
            label="Sending"
            text={`${fileSizeText(upload.sentBytes)} of ${fileSizeText(file.size)}`}
            done={upload.sentBytes}
            total={file.size}
          />
          <p className="mt-1.5 text-table text-ink-soft">
            {upload.sentBytes < file.size
              ? `Sending ${fileSizeText(upload.sentBytes)} of ${fileSizeText(file.size)}`
              : 'All of it has arrived; opening the preview…'}
          </p>
        </div>
      ) : null}
      <div>
        <Button
          type="submit"
          look="primary"
          size="large"
          disabled={!file || tooLarge || accountId === ''}
          busy={sending && 'Sending…'}
        >
          Upload File
        </Button>
      </div>
    </form>
  )
}

function preselected(accounts: AccountView[], wanted: string | null): string {
  if (accounts.some(({ id }) => id === wanted)) return wanted ?? ''
  if (accounts.length === 0) return NEW_ACCOUNT
  return accounts.length === 1 ? (accounts[0]?.id ?? '') : ''
}
