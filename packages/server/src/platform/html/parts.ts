import type { Hole, Html } from './tag.ts'
import { attributes, html } from './tag.ts'

/**
 * What happened, what it means for the money, and what to do now. `wait`: something is missing; `bad`: it failed;
 * `good`: it arrived.
 */
export function banner(tone: 'good' | 'wait' | 'bad', words: Html): Html {
  return html`<div class="banner ${tone}" ${attributes({ role: tone === 'bad' ? 'alert' : 'status' })}>
    <p>${words}</p>
  </div>`
}

export type Field = {
  readonly name: string
  readonly label: string
  readonly type?: 'text' | 'email' | 'password'
  readonly value?: string
  readonly autocomplete: string
  readonly hint?: string | false
  /** What is wrong with what was typed; the field is marked and described by it. */
  readonly error?: string | false | null | undefined
  readonly inputmode?: 'numeric' | 'email'
  readonly maxlength?: number
  readonly minlength?: number
  readonly class?: string
}

/** A labelled field. It is required always: our forms ask only for what they need. */
export function field(options: Field): Html {
  const { name, label, hint, error } = options
  const input = attributes({
    class: options.class === undefined ? 'in' : `in ${options.class}`,
    id: name,
    name,
    type: options.type ?? 'text',
    value: options.type === 'password' ? undefined : options.value,
    autocomplete: options.autocomplete,
    inputmode: options.inputmode,
    minlength: options.minlength,
    maxlength: options.maxlength,
    autocapitalize: 'none',
    spellcheck: 'false',
    required: true,
    'aria-invalid': error ? 'true' : undefined,
    'aria-describedby': [error && `${name}-error`, hint && `${name}-hint`].filter(Boolean).join(' ') || undefined,
    autofocus: Boolean(error),
  })
  return html`<p class="field"><label for="${name}">${label}</label><input${input}>${
    error && html`<span class="err" id="${name}-error">${error}</span>`
  }${hint && html`<span class="hint" id="${name}-hint">${hint}</span>`}</p>`
}

export type Choice = {
  readonly name: string
  readonly label: string
  readonly value: string
  /** What is sent, and what people read. */
  readonly options: readonly (readonly [value: string, words: string])[]
  readonly hint: string
  readonly error?: string | false | null | undefined
  /** Of the list itself. */
  readonly marks?: Readonly<Record<string, string | boolean>>
}

/** A labelled list, of which one is chosen. */
export function choice({ name, label, value, options, hint, error, marks }: Choice): Html {
  const list = attributes({
    class: 'in',
    id: name,
    name,
    'aria-invalid': error ? 'true' : undefined,
    'aria-describedby': [error && `${name}-error`, `${name}-hint`].filter(Boolean).join(' '),
    ...marks,
  })
  return html`<p class="field"><label for="${name}">${label}</label><select${list}>${options.map(([each, words]) => html`<option${attributes({ value: each === words ? undefined : each, selected: each === value })}>${words}</option>`)}</select>${
    error && html`<span class="err" id="${name}-error">${error}</span>`
  }<span class="hint" id="${name}-hint">${hint}</span></p>`
}

export const hidden = (name: string, value: string): Html =>
  html`<input type="hidden" name="${name}" value="${value}" />`

/** A form of one button that looks like a link: for what changes something and so must be posted. */
export function postLink(action: string, words: Hole, fields: Readonly<Record<string, string>> = {}): Html {
  const inputs = Object.entries(fields).map(([name, value]) => hidden(name, value))
  return html`<form class="as-link" method="post" action="${action}">
    ${inputs}<button class="link">${words}</button>
  </form>`
}

/** How much of a whole is used, in parts of 1,000: solid what was used before, hatched what is used now. */
export function meter(label: string, wasPermille: number, nowPermille: number): Html {
  const now = Math.min(1000, Math.max(nowPermille, 30)) // Below this the milled part is no mark at all.
  const was = Math.min(wasPermille, 1000 - now)
  return html`<svg class="meter" role="img" aria-label="${label}">
    <pattern id="milled" width="5" height="8" patternUnits="userSpaceOnUse"><rect width="2" height="8" /></pattern>
    <rect width="${was / 10}%" height="8" />
    <rect x="${was / 10}%" width="${now / 10}%" height="8" fill="url(#milled)" />
  </svg>`
}
