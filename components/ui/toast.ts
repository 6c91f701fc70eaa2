import type { ExternalToast } from 'sonner'

/** Says a short thing. What says it is fetched when there is something to say. */
export async function toast(
  words: string,
  options: ExternalToast & { failed?: boolean } = {},
): Promise<void> {
  const { toast } = await import('sonner')
  const { failed, ...rest } = options
  if (failed) toast.error(words, rest)
  else toast(words, rest)
}
