import { Link } from '@tanstack/react-router'

type Props = {
  /** As the API names the order; `-` before it is descending. */
  name: 'at' | 'price'
  words: string
  sort: string | undefined
  /** The order that the list has without a word in the URL. */
  first?: string
  amounts?: boolean
}

/** A column's head that orders by it; pressed again, the other way round. */
export function SortHead({ name, words, sort, first, amounts = false }: Props) {
  const now = sort ?? first
  const order = now === name ? 'ascending' : now === `-${name}` ? 'descending' : undefined
  const next = order === 'descending' ? name : `-${name}`
  return (
    <th scope="col" className={amounts ? 'amts' : undefined} aria-sort={order}>
      <Link
        to="/console/$ven/sales"
        from="/console/$ven/sales"
        search={(before) => ({ ...before, sort: next })}
        replace
      >
        {words}
        {order !== undefined && <span aria-hidden="true"> {order === 'descending' ? '↓' : '↑'}</span>}
      </Link>
    </th>
  )
}
