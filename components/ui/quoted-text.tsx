/** Text in which words of the file itself stand between back-ticks. */
export function QuotedText({ text }: { text: string }) {
  return text.split('`').map((part, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts have no identity but their place
      <code key={index} className="rounded bg-sunken px-1 font-mono text-xs">
        {part}
      </code>
    ) : (
      part
    ),
  )
}
