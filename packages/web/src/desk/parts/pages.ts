import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query'
import { read } from '../api.ts'
import type { Page } from '../shapes.ts'

/** A list of the API a page at a time. */
export const pagesOf = <Row, Whole extends Page<Row> = Page<Row>>(
  path: string,
  query: Readonly<Record<string, string | undefined>> = {},
) =>
  infiniteQueryOptions({
    queryKey: ['desk', path, query],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      read<Whole>(path, { ...query, cursor: pageParam === '' ? undefined : pageParam }, signal),
    getNextPageParam: ({ next_cursor }) => next_cursor,
    placeholderData: keepPreviousData,
  })
