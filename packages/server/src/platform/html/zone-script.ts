/**
 * The one script of our pages: at sign-up it chooses the zone of the browser in the list, which without it says UTC.
 * It reads nothing else and sends nothing.
 */
export const zoneScriptText = `(() => {
  const list = document.querySelector('select[data-offer]')
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  if (!list || !zone) return
  const known = [...list.options].find((each) => each.value === zone)
  if (!known) list.add(new Option(zone.replaceAll('_', ' '), zone), 0)
  list.value = zone
})()
`
