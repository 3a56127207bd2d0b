import { TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useEffect, useState } from 'react'

type Props = {
  label: string
  placeholder: string
  /** The words in the URL. */
  value: string | undefined
  onSearch: (words: string | undefined) => void
  dense?: boolean
}

/** A search that starts a moment after the last key; the words are kept in the URL. */
export function SearchField({ label, placeholder, value = '', onSearch, dense = false }: Props) {
  const [typed, setTyped] = useState(value)
  const search = useDebouncedCallback((words: string) => onSearch(words.trim() === '' ? undefined : words), 200)
  // Back and forward change the URL under the field.
  useEffect(() => setTyped(value), [value])
  return (
    <TextInput
      type="search"
      label={label}
      placeholder={placeholder}
      value={typed}
      {...(dense && { size: 'xs' })}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value)
        search(currentTarget.value)
      }}
    />
  )
}
