'use client'

import dynamic from 'next/dynamic'
import { useTheme } from 'next-themes'
import { JournalArchive } from '@/components/archive/journal-archive'
import { TimeZoneNote } from '@/components/format/time-zone'
import { useSession } from '@/components/identity/session'
import { SignOutButton } from '@/components/identity/sign-out-button'
import { ChoiceGroup } from '@/components/ui/choice-group'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { Skeleton } from '@/components/ui/skeleton'
import { useMounted } from '@/components/ui/use-mounted'
import { BreakEvenChoice } from './break-even-choice'
import { chooseFigureColours, useFigureColours } from './figure-colours'
import { StaffActions } from './staff-actions'
import { StoredTrades } from './stored-trades'
import { TimeZoneChoice } from './time-zone-choice'

/** Only who has tags has a list of them. */
const TagList = dynamic(() => import('@/components/tags/tag-list').then(({ TagList }) => TagList), {
  ssr: false,
})

export function SettingsScreen() {
  const session = useSession()
  return (
    <div className="max-w-2xl">
      <PageHeader title="Settings" status={<TimeZoneNote />} />
      <Section title="Appearance" className="mt-0">
        <div className="flex flex-col gap-6">
          <ThemeChoice />
          <FigureColoursChoiceGroup />
        </div>
      </Section>
      <TimeZoneChoice />
      <BreakEvenChoice />
      <TagList />
      <StoredTrades />
      <JournalArchive />
      <StaffActions />
      <Section title="Signed in as">
        <div className="flex flex-wrap items-center justify-between gap-4 border-t border-rule pt-4">
          {session.data ? (
            <p className="min-w-0 [overflow-wrap:anywhere]">{session.data.user.email}</p>
          ) : (
            <Skeleton className="h-5 w-48" />
          )}
          <SignOutButton />
        </div>
      </Section>
    </div>
  )
}

function ThemeChoice() {
  const { theme, setTheme } = useTheme()
  const mounted = useMounted()
  return (
    <ChoiceGroup
      legend="Theme"
      value={mounted ? (theme ?? 'system') : null}
      onChoose={setTheme}
      options={[
        { value: 'system', label: 'As the system' },
        { value: 'light', label: 'Light' },
        { value: 'dark', label: 'Dark' },
      ]}
    />
  )
}

function FigureColoursChoiceGroup() {
  return (
    <ChoiceGroup
      legend="Profit and loss"
      value={useFigureColours()}
      onChoose={chooseFigureColours}
      options={[
        { value: 'green-red', label: 'Green and red' },
        { value: 'blue-orange', label: 'Blue and orange' },
      ]}
    />
  )
}
