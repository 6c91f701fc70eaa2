import ReactMarkdown, { type Components } from 'react-markdown'
import remarkGfm from 'remark-gfm'
import { TextLink } from '@/components/ui/text-link'

/**
 * Markdown as elements. HTML in it is not read, addresses that run something lead nowhere, and a
 * picture is a link: opening a note asks nobody else's server for anything.
 */
export function Markdown({ children }: { children: string }) {
  return (
    <div className={PROSE}>
      <ReactMarkdown skipHtml remarkPlugins={[remarkGfm]} components={COMPONENTS}>
        {children}
      </ReactMarkdown>
    </div>
  )
}

/** A note stands below a heading of the page. */
const COMPONENTS: Components = {
  h1: ({ children }) => <h3>{children}</h3>,
  h2: ({ children }) => <h4>{children}</h4>,
  h3: ({ children }) => <h5>{children}</h5>,
  h4: ({ children }) => <h6>{children}</h6>,
  h5: ({ children }) => <h6>{children}</h6>,
  a: ({ href, children }) => <Away to={href}>{children}</Away>,
  img: ({ src, alt }) => (
    <Away to={typeof src === 'string' ? src : undefined}>{alt || 'Picture'}</Away>
  ),
}

function Away({ to, children }: { to: string | undefined; children: React.ReactNode }) {
  if (!to) return <span>{children}</span>
  return (
    <TextLink href={to} target="_blank" rel="noopener noreferrer nofollow" prefetch={false}>
      {children}
    </TextLink>
  )
}

const PROSE = [
  'flex flex-col gap-3 [overflow-wrap:anywhere]',
  '[&_h3]:text-base [&_:is(h3,h4,h5,h6)]:font-semibold',
  '[&_:is(ul,ol)]:flex [&_:is(ul,ol)]:flex-col [&_:is(ul,ol)]:gap-1 [&_:is(ul,ol)]:pl-5',
  '[&_ul]:list-disc [&_ol]:list-decimal [&_.contains-task-list]:list-none [&_.contains-task-list]:pl-0',
  '[&_input]:mr-2 [&_input]:accent-accent',
  '[&_blockquote]:border-l-2 [&_blockquote]:border-rule-strong [&_blockquote]:pl-3 [&_blockquote]:text-ink-soft',
  '[&_code]:rounded [&_code]:bg-sunken [&_code]:px-1 [&_code]:font-mono [&_code]:text-table',
  '[&_pre]:overflow-x-auto [&_pre]:rounded-md [&_pre]:bg-sunken [&_pre]:p-3',
  '[&_table]:w-full [&_:is(th,td)]:border-b [&_:is(th,td)]:py-1 [&_:is(th,td)]:pr-4 [&_:is(th,td)]:text-left',
].join(' ')
