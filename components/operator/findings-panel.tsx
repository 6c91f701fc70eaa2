import { CircleCheck } from 'lucide-react'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import type { Finding } from '@/lib/domain/operator/findings'

/** What is wrong and what to do, the worst first. */
export function FindingsPanel({ findings }: { findings: Finding[] }) {
  if (findings.length === 0)
    return (
      <Card className="flex items-center gap-3 p-5">
        <CircleCheck aria-hidden className="size-5 text-profit" />
        <p className="text-base font-semibold">
          Everything works, and nothing waits for an operator.
        </p>
      </Card>
    )
  return (
    <ul className="flex flex-col gap-2" aria-label="What is wrong">
      {findings.map(({ kind, level, text, step }) => (
        <li key={`${kind} ${text}`}>
          <Notice tone={level === 'bad' ? 'bad' : 'act'} title={text}>
            <p>{step}</p>
          </Notice>
        </li>
      ))}
    </ul>
  )
}
