import { LifeBuoy, type LucideIcon, ShieldCheck, UserRound } from 'lucide-react'
import type { PillTone } from '@/components/ui/pill'
import type { PersonView } from '@/lib/domain/views/operator'

/** What a role is called, and what whoever has it may do. */
export const ROLES: Record<
  PersonView['role'],
  { word: string; tone: PillTone; icon: LucideIcon; may: string }
> = {
  TRADER: {
    word: 'Trader',
    tone: 'plain',
    icon: UserRound,
    may: 'Sees their own journal and nothing else.',
  },
  SUPPORT: {
    word: 'Support',
    tone: 'busy',
    icon: LifeBuoy,
    may: 'Besides their own journal, finds connections and sees why they are as they are: no token, no balance, no trade.',
  },
  ADMIN: {
    word: 'Operator',
    tone: 'good',
    icon: ShieldCheck,
    may: 'Sees what support sees, and the health, the outbox and this page; gives roles and drives work again.',
  },
}
