/** A posted form as the provider keeps it: text by name, the last of a name that comes twice. */
export function formParametersOf(body: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(body))
}
