'use client'

import { BASIS_OPTIONS, useBasis } from '@/components/journal-filter/basis'
import { ChoiceGroup } from '@/components/ui/choice-group'

/** After costs or before them. */
export function BasisChoice() {
  const [basis, setBasis] = useBasis()
  return (
    <ChoiceGroup
      legend="Results"
      quiet
      value={basis}
      options={[...BASIS_OPTIONS]}
      onChoose={(next) => void setBasis(next)}
    />
  )
}
