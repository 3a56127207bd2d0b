import { Link } from '@tanstack/react-router'

type Props = {
  /** The name of the order in the API; `-` before it is descending. */
  name: 'at' | 'price'
  words: string
  sort: string | undefined
  /** The order of the list where the URL names none. */
  first?: string
  amounts?: boolean
}

/** A column's head that sorts by it; pressed again, it reverses the order. */
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
