import { type ReactNode, Suspense } from 'react'
import { Logo } from '@/components/journal-shell/logo'

export default function PublicLayout({ children }: { children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-[25rem] flex-col px-5 pt-[12dvh] pb-10">
      <p className="mb-10 flex items-center gap-2.5 text-base font-semibold tracking-tight">
        <Logo className="size-7 text-accent-text" />
        Tallybook
      </p>
      <Suspense>{children}</Suspense>
    </main>
  )
}
