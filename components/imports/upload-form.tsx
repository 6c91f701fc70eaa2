'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { fileSizeText } from '@/components/format/file-size'
import { Button } from '@/components/ui/button'
import { ProgressBar } from '@/components/ui/progress-bar'
import { RequestFailure } from '@/components/ui/request-failure'
import { type AccountProposal, proposeAccount } from '@/lib/domain/account-of-file'
import type { AccountView } from '@/lib/domain/views/account'
import { AccountChoice, NEW_ACCOUNT } from './account-choice'
import { useCreateAccount } from './accounts'
import { useFileGlance } from './file-glance'
import { FilePicker } from './file-picker'
import { LARGEST_FILE_BYTES } from './upload-file'
import { UploadList } from './upload-list'
import { type QueuedFile, useUploadQueue } from './upload-queue'

export function UploadForm(props: {
  accounts: AccountView[]
  /** The account a page that leads here is about. */
  wanted: string | null
}) {
  const { accounts, wanted } = props
  const router = useRouter()
  const createAccount = useCreateAccount()
  const [chosen, setChosen] = useState(() =>
    accounts.some(({ id }) => id === wanted) ? wanted : null,
  )
  const [files, setFiles] = useState<File[]>([])
  const seen = useFileGlance(files)
  const proposal = seen && proposeAccount(seen, accounts)
  const accountId = chosen ?? preselected(accounts, proposal)
  const [failure, setFailure] = useState<Error | null>(null)
  const [sending, setSending] = useState(false)
  const { queue, send, retry, clear } = useUploadQueue()
  const tooLarge = files.find(({ size }) => size > LARGEST_FILE_BYTES)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (files.length === 0 || tooLarge) return
    const fields = new FormData(event.currentTarget)
    setSending(true)
    setFailure(null)
    try {
      const target = accountId === NEW_ACCOUNT ? await createFrom(fields) : accountId
      const [only] = await send(files, target)
      if (files.length === 1 && only) router.push(`/imports/${only}`)
      else setSending(false)
    } catch (error) {
      setFailure(error instanceof Error ? error : new Error())
      setSending(false)
    }
  }

  /** Once made, the account is chosen, so that a second try does not make it again. */
  async function createFrom(fields: FormData): Promise<string> {
    const account = await createAccount({
      name: String(fields.get('name')).trim(),
      currency: String(fields.get('currency')).trim().toUpperCase(),
      simulated: fields.get('simulated') !== null,
      number: seen?.account ?? undefined,
      broker: seen?.broker ?? undefined,
    })
    setChosen(account.id)
    return account.id
  }

  if (queue.length > 1)
    return (
      <UploadList
        queue={queue}
        onRetry={(file) => void retry(file, accountId)}
        onMore={() => {
          clear()
          setFiles([])
        }}
      />
    )
  const [one] = queue
  const error = failure ?? (one?.upload.phase === 'failed' ? one.upload.error : null)
  return (
    <form method="post" onSubmit={submit} className="flex flex-col gap-6">
      <FilePicker files={files} onChoose={setFiles} tooLarge={tooLarge} disabled={sending} />
      <AccountChoice
        accounts={accounts}
        value={accountId}
        onChange={setChosen}
        seen={seen}
        proposal={proposal}
        disabled={sending}
      />
      {error ? <RequestFailure error={error} what="The file did not arrive" /> : null}
      {sending && one ? <Sending {...one} /> : null}
      <div>
        <Button
          type="submit"
          look="primary"
          size="large"
          disabled={files.length === 0 || tooLarge !== undefined || accountId === ''}
          busy={sending && 'Sending…'}
        >
          {files.length > 1 ? `Upload ${files.length} files` : 'Upload File'}
        </Button>
      </div>
    </form>
  )
}

function Sending({ file, upload }: QueuedFile) {
  const sentBytes =
    upload.phase === 'sent' ? file.size : upload.phase === 'sending' ? upload.sentBytes : 0
  return (
    <div>
      <ProgressBar
        label="Sending"
        text={`${fileSizeText(sentBytes)} of ${fileSizeText(file.size)}`}
        done={sentBytes}
        total={file.size}
      />
      <p className="mt-1.5 text-table text-ink-soft">
        {sentBytes < file.size
          ? `Sending ${fileSizeText(sentBytes)} of ${fileSizeText(file.size)}`
          : 'All of it has arrived; opening the preview…'}
      </p>
    </div>
  )
}

/** What the file says; without it the only account there is, or a first one. */
function preselected(accounts: AccountView[], proposal: AccountProposal): string {
  if (proposal) return proposal.kind === 'new' ? NEW_ACCOUNT : proposal.accountId
  if (accounts.length === 0) return NEW_ACCOUNT
  return accounts.length === 1 ? (accounts[0]?.id ?? '') : ''
}
