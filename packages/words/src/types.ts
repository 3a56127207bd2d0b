// Keys, values and tags of messages, all read from the English files by the compiler.
import type { English } from '../en/index.ts'

export type Area = keyof English

/** The forms that plurals take by `Intl.PluralRules`; `zero` may say 0 in any language. */
type Form = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other'
type Stem<Name extends string> = Name extends `${infer Before}_${Form}` ? Before : Name

type Entries<Group, Path extends string> = {
  [Name in keyof Group & string]: Group[Name] extends string
    ? readonly [key: `${Path}${Stem<Name>}`, text: Group[Name], counted: Stem<Name> extends Name ? false : true]
    : Entries<Group[Name], `${Path}${Name}.`>
}[keyof Group & string]
type Entry = { [Name in Area]: Entries<English[Name], `${Name}.`> }[Area]
type Texts = { [Each in Entry as Each[0]]: Each[1] }
type Counted = Extract<Entry, readonly [string, string, true]>[0]

/** `wallet.home.title`: area, group and name. Of a message with plural forms, without the form. */
export type Key = keyof Texts

type ValuesOf<Text> = Text extends `${string}{{${infer Name}}}${infer Rest}` ? Name | ValuesOf<Rest> : never
type TagsOf<Text> = Text extends `${string}<${infer Tag}>${infer Rest}`
  ? (Tag extends `/${string}` ? never : Tag extends `${infer Name}/` ? Name : Tag) | TagsOf<Rest>
  : never

/** A key whose message has no tags: all of it is text. */
export type PlainKey = { [Each in Key]: [TagsOf<Texts[Each]>] extends [never] ? Each : never }[Key]

/** How many: it chooses the form, and `{{count}}` writes it as the language does. A string is a decimal: `0.5`, `-1`. */
export type Count = number | bigint | string

type NamesOf<Each extends Key> = Exclude<ValuesOf<Texts[Each]>, 'count'>
/** Of a union of keys, asked for where one of them needs it; the others do not mind. */
type CountOf<Each extends Key> = [Extract<Each, Counted> | (ValuesOf<Texts[Each]> & 'count')] extends [never]
  ? unknown
  : { readonly count: Count }

/** What a message without tags needs: texts, and `count` where it has plural forms. */
export type PlainValues<Each extends Key> = Record<NamesOf<Each>, string> & CountOf<Each>

/** What a message with tags needs, made of `Out`. Tags that are `Known` everywhere need not be given. */
export type RichValues<Each extends Key, Out, Known extends string> = Readonly<Record<NamesOf<Each>, Out>> &
  Readonly<Record<Exclude<TagsOf<Texts[Each]>, Known>, (inside: Out) => Out>> &
  CountOf<Each>

/** The values as an argument, which is left out where the message needs none. */
export type Given<Values> = unknown extends Values ? [] : [keyof Values] extends [never] ? [] : [values: Values]

/** Messages of another language for an area: the same names; a counted one has the forms of that language. */
export type Translation<Group> = {
  readonly [Name in keyof Group & string as Stem<Name> extends Name ? Name : never]: Group[Name] extends string
    ? string
    : Translation<Group[Name]>
} & {
  readonly [Name in keyof Group & string as Stem<Name> extends Name ? never : `${Stem<Name>}_${Form}`]?: string
} & {
  readonly [Name in keyof Group & string as Stem<Name> extends Name ? never : `${Stem<Name>}_other`]: string
}
