import { Download } from 'lucide-react'
import { buttonStyle } from './button'
import { cn } from './class-names'

/** Gives the browser a file to keep. A link, so that "save as" works too. */
export function DownloadLink(props: { href: string; children: string; className?: string }) {
  return (
    <a href={props.href} download className={cn(buttonStyle(), props.className)}>
      <Download aria-hidden />
      {props.children}
    </a>
  )
}
