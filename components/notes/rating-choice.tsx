'use client'

import { Star } from 'lucide-react'
import { useId } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/class-names'

const STARS = [1, 2, 3, 4, 5]

/** How well the trade was done, 1 to 5: radio buttons in the shape of stars. */
export function RatingChoice(props: {
  value: number | null
  onChange: (rating: number | null) => void
}) {
  const name = useId()
  const { value } = props
  return (
    <fieldset>
      <legend className="mb-1.5 text-table font-medium">Rating</legend>
      <div className="flex min-h-9 items-center gap-1">
        {STARS.map((stars) => {
          const filled = value !== null && stars <= value
          return (
            <label
              key={stars}
              title={`${stars} of 5`}
              className="flex size-7 cursor-pointer items-center justify-center rounded-md hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-accent-text touch:size-11"
            >
              <input
                type="radio"
                name={name}
                checked={value === stars}
                onChange={() => props.onChange(stars)}
                className="sr-only"
              />
              <span className="sr-only">{stars} of 5</span>
              <Star
                aria-hidden
                className={cn(
                  'size-5',
                  filled ? 'fill-accent-text text-accent-text' : 'text-control',
                )}
              />
            </label>
          )
        })}
        {value === null ? null : (
          <Button look="quiet" size="small" onClick={() => props.onChange(null)}>
            Clear
            <span className="sr-only"> the rating</span>
          </Button>
        )}
      </div>
    </fieldset>
  )
}
