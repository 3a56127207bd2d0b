import { createLink } from '@tanstack/react-router'
import type { ComponentProps } from 'react'

type Props = ComponentProps<'a'> & { look?: 'pri'; dense?: boolean }

/** A link to one of our own pages that looks like a button. */
export const LinkButton = createLink(({ look, dense = false, className, ...props }: Props) => (
  <a {...props} className={['btn', look, dense && 'sml', className].filter(Boolean).join(' ')} />
))
