'use client'

import { createContext, type ReactNode, useContext } from 'react'

const TimeZone = createContext('UTC')

export function TimeZoneProvider(props: { timeZone: string; children: ReactNode }) {
  return <TimeZone value={props.timeZone}>{props.children}</TimeZone>
}

/** The signed-in trader's zone: every time on a page is in it. */
export function useTimeZone(): string {
  return useContext(TimeZone)
}

/** Names the zone; once per page is enough. */
export function TimeZoneNote() {
  return <>Times in {useTimeZone().replaceAll('_', ' ')}</>
}
