'use client'

import {
  cloneElement,
  type FocusEvent,
  type HTMLAttributes,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { createPortal } from 'react-dom'
import { cn } from './class-names'

type Side = 'right' | 'top' | 'bottom'

const PAUSE_MS = 200
const GAP = 8

/**
 * Words beside a thing that has no room for them, or that explain it. They show when it is pointed at or
 * reached by keyboard, stay while they are pointed at, and go with Escape. The thing keeps a name of its own.
 */
export function Tooltip(props: {
  text: ReactNode
  side?: Side
  className?: string
  /** A tap shows them as well: what is pressed has no other purpose. */
  onPress?: boolean
  children: ReactElement<HTMLAttributes<HTMLElement>>
}) {
  const { side = 'right', onPress = false } = props
  const id = useId()
  const [thing, setThing] = useState<Element | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const show = (target: Element) => {
    clearTimeout(timer.current)
    setThing(target)
  }
  const showSoon = (target: Element) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setThing(target), PAUSE_MS)
  }
  const hide = () => {
    clearTimeout(timer.current)
    setThing(null)
  }
  const hideSoon = () => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setThing(null), PAUSE_MS)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  useEffect(() => {
    if (!thing) return
    const leave = (event: KeyboardEvent) => {
      if (event.key === 'Escape') setThing(null)
    }
    const moved = () => setThing(null)
    window.addEventListener('keydown', leave)
    window.addEventListener('scroll', moved, true)
    return () => {
      window.removeEventListener('keydown', leave)
      window.removeEventListener('scroll', moved, true)
    }
  }, [thing])

  const own = props.children.props
  return (
    <>
      {cloneElement(props.children, {
        'aria-describedby': thing ? id : own['aria-describedby'],
        onPointerEnter: (event: PointerEvent<HTMLElement>) => {
          own.onPointerEnter?.(event)
          if (event.pointerType === 'mouse') showSoon(event.currentTarget)
        },
        onPointerLeave: (event: PointerEvent<HTMLElement>) => {
          own.onPointerLeave?.(event)
          if (event.pointerType === 'mouse') hideSoon()
        },
        onPointerDown: (event: PointerEvent<HTMLElement>) => {
          own.onPointerDown?.(event)
          if (!onPress) hide()
        },
        onClick: (event) => {
          own.onClick?.(event)
          if (onPress) show(event.currentTarget)
        },
        onFocus: (event: FocusEvent<HTMLElement>) => {
          own.onFocus?.(event)
          if (event.currentTarget.matches(':focus-visible')) show(event.currentTarget)
        },
        onBlur: (event: FocusEvent<HTMLElement>) => {
          own.onBlur?.(event)
          hide()
        },
      })}
      {thing ? (
        <Words
          id={id}
          beside={thing}
          side={side}
          className={props.className}
          onPointerEnter={() => clearTimeout(timer.current)}
          onPointerLeave={hideSoon}
        >
          {props.text}
        </Words>
      ) : null}
    </>
  )
}

function Words(props: {
  id: string
  beside: Element
  side: Side
  className: string | undefined
  onPointerEnter: () => void
  onPointerLeave: () => void
  children: ReactNode
}) {
  const { beside, side } = props
  const box = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState<{ left: number; top: number } | null>(null)
  useLayoutEffect(() => {
    if (box.current) setPlace(placeBeside(beside.getBoundingClientRect(), box.current, side))
  }, [beside, side])
  return createPortal(
    <div
      ref={box}
      id={props.id}
      role="tooltip"
      onPointerEnter={props.onPointerEnter}
      onPointerLeave={props.onPointerLeave}
      style={place ?? { left: 0, top: 0, visibility: 'hidden' }}
      className={cn(
        'fixed z-50 w-max max-w-[calc(100vw-1.5rem)] rounded-md bg-ink px-2 py-1 text-xs text-paper shadow-raised',
        props.className,
      )}
    >
      {props.children}
    </div>,
    // Within the landmark of the thing: what is outside of all is passed over by who goes from one to the next.
    beside.closest('main, header') ?? document.body,
  )
}

/** On the wished side where there is room, otherwise on the other one; within the window in any case. */
function placeBeside(thing: DOMRect, box: HTMLElement, side: Side): { left: number; top: number } {
  const { offsetWidth: width, offsetHeight: height } = box
  const within = (value: number, size: number, room: number) =>
    Math.max(GAP, Math.min(value, room - size - GAP))
  const above = thing.top - height - GAP
  const below = thing.bottom + GAP
  const isRoomBelow = below + height + GAP <= window.innerHeight
  if (side === 'right') {
    const right = thing.right + GAP
    const left = right + width + GAP <= window.innerWidth ? right : thing.left - width - GAP
    const middle = thing.top + thing.height / 2 - height / 2
    return {
      left: within(left, width, window.innerWidth),
      top: within(middle, height, window.innerHeight),
    }
  }
  const top = side === 'bottom' ? (isRoomBelow ? below : above) : above >= GAP ? above : below
  const left = side === 'bottom' ? thing.left : thing.left + thing.width / 2 - width / 2
  return {
    left: within(left, width, window.innerWidth),
    top: within(top, height, window.innerHeight),
  }
}
