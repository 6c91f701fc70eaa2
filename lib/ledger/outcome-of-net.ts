import { Prisma } from '@/lib/db/generated/client'

// What follows a result to say that it is won or lost; between the two it breaks even, within the
// tolerance of its owner. Needs "User" beside "Trade".

export const WON = Prisma.raw('> "User"."breakEvenWithin"')
export const LOST = Prisma.raw('< -"User"."breakEvenWithin"')
