/**
 * Has the browser show a passkey.
 *
 * @param options PublicKeyCredentialRequestOptionsJSON, as the provider gave it.
 * @returns What it answered, as JSON, for the provider to verify.
 */
export async function askPasskey(options: object): Promise<string> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options as PublicKeyCredentialRequestOptionsJSON)
  const shown = await navigator.credentials.get({ publicKey })
  if (!(shown instanceof PublicKeyCredential)) throw new Error('no passkey was shown')
  return JSON.stringify(shown.toJSON())
}
