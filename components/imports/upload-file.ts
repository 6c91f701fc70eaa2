import {
  ApiError,
  type ErrorBody,
  toApiError,
  UNREACHABLE,
  withQuery,
} from '@/components/api/request'

export const LARGEST_FILE_BYTES = 100 * 1024 * 1024

/** Sends the file as it is. XMLHttpRequest, because `fetch` does not tell how far an upload is. */
export function uploadFile(request: {
  file: File
  accountId: string
  onProgress: (sentBytes: number) => void
}): Promise<{ importId: string }> {
  const { file, accountId } = request
  return new Promise((resolve, reject) => {
    const upload = new XMLHttpRequest()
    upload.open('POST', withQuery('/api/imports', { account: accountId, name: file.name }))
    upload.setRequestHeader('content-type', 'application/octet-stream')
    upload.responseType = 'json'
    upload.upload.onprogress = (event) => request.onProgress(event.loaded)
    upload.onload = () => {
      const body: unknown = upload.response
      if (upload.status >= 200 && upload.status < 300) resolve(body as { importId: string })
      else reject(toApiError(upload.status, body as ErrorBody | null))
    }
    upload.onerror = () =>
      reject(
        new ApiError(0, UNREACHABLE, 'The connection broke while sending. Nothing was kept.', null),
      )
    upload.send(file)
  })
}
