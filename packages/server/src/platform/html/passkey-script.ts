/**
 * The script of pages that use passkeys. Without it, or in a browser that has none, their forms stay hidden and the code
 * of an app does the same. It fetches from us what the browser is to be asked, and sends what the browser answers.
 */
export const passkeyScriptText = `(() => {
  const { PublicKeyCredential: key } = window
  if (!key || !key.parseCreationOptionsFromJSON || !key.parseRequestOptionsFromJSON) return
  for (const form of document.querySelectorAll('form[data-passkey]')) {
    const { passkey, options } = form.dataset
    form.hidden = false
    form.addEventListener('submit', async (event) => {
      event.preventDefault()
      const failed = form.querySelector('[data-failed]')
      failed.hidden = true
      try {
        const answer = await fetch(options, { method: 'POST', headers: { accept: 'application/json' } })
        if (!answer.ok) throw new Error(answer.statusText)
        const asked = await answer.json()
        const made = passkey === 'add'
          ? await navigator.credentials.create({ publicKey: key.parseCreationOptionsFromJSON(asked) })
          : await navigator.credentials.get({ publicKey: key.parseRequestOptionsFromJSON(asked) })
        form.elements.passkey.value = JSON.stringify(made.toJSON())
        form.submit()
      } catch {
        failed.hidden = false
      }
    })
  }
})()
`
