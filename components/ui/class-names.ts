import { type ClassValue, clsx } from 'clsx'
import { extendTailwindMerge } from 'tailwind-merge'

const merge = extendTailwindMerge({
  extend: { classGroups: { 'font-size': [{ text: ['table', 'title', 'figure'] }] } },
})

/** Joins class names; of two that fight, the later wins. */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes))
}
