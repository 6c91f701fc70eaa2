/** "1.4 MB" */
export function fileSizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`
  const megabytes = (bytes / 1024 / 1024).toFixed(1)
  return `${megabytes.replace('.0', '')} MB`
}
