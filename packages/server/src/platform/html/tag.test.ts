import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { attributes, html, safeUrl, trusted } from './index.ts'

const markup = html // Under this name Prettier leaves the templates as they are written.
const hostile = `<script>alert(1)</script>"'><img src=x onerror=alert(1)>&`

describe('html', () => {
  test('T25: escapes text, quotes and ampersands where a hole stands in text', () => {
    expect(markup`<p>${hostile}</p>`.toString()).toBe(
      '<p>&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&gt;&lt;img src=x onerror=alert(1)&gt;&amp;</p>',
    )
  })

  test('T25: a value cannot leave its attribute', () => {
    expect(markup`<p title="${'" onclick="x'}">a</p>`.toString()).toBe('<p title="&quot; onclick=&quot;x">a</p>')
    expect(markup`<p title='${"' onclick='x"}'>a</p>`.toString()).toBe("<p title='&#39; onclick=&#39;x'>a</p>")
    expect(attributes({ value: '"><b>' }).toString()).toBe(' value="&quot;&gt;&lt;b&gt;"')
  })

  test('T25: whatever is put in, no tag comes out that the template does not have', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const made = markup`<a title="${text}" href="${text}">${text}</a>`.toString()
        expect(made.match(/[<>]/g)).toEqual(['<', '>', '<', '>'])
        expect(made.match(/"/g)).toHaveLength(4)
      }),
    )
  })

  test('composes: markup in markup is not escaped twice, lists are joined, nothing leaves nothing', () => {
    const items = ['a<b', 'c'].map((text) => markup`<li>${text}</li>`)
    expect(markup`<ul>${items}</ul>${false}${null}${undefined}${12n}`.toString()).toBe(
      '<ul><li>a&lt;b</li><li>c</li></ul>12',
    )
    expect(markup`${trusted('<svg/>')}`.toString()).toBe('<svg/>')
  })

  test('T13 T25: a URL that is no web address, mail address or path of ours is replaced', () => {
    for (const url of [
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      'java\tscript:alert(1)',
      ' javascript:alert(1)',
      '\u0001javascript:alert(1)',
      'data:text/html,<script>1</script>',
      'vbscript:x',
      '//evil.example',
      '/\\evil.example',
      'evil.example',
      '',
    ]) {
      expect(safeUrl(url), url).toBe('about:invalid')
      expect(markup`<a href="${url}">a</a>`.toString()).toBe('<a href="about:invalid">a</a>')
      expect(attributes({ href: url }).toString()).toBe(' href="about:invalid"')
    }
    for (const url of [
      'https://a.example/b?c=d',
      'http://a.localhost:1',
      '/c/txn_1',
      '/',
      '?a=b',
      '#a',
      'mailto:a@b.example',
    ]) {
      expect(safeUrl(url)).toBe(url)
    }
  })

  test('a hole later in a URL is percent-encoded', () => {
    expect(markup`<a href="/sign-up?next=${'/c/txn_1?a=b&c'}">a</a>`.toString()).toBe(
      '<a href="/sign-up?next=%2Fc%2Ftxn_1%3Fa%3Db%26c">a</a>',
    )
  })

  test('attributes: true is a bare name, what is absent is left out, handlers and styles do not exist', () => {
    const some = attributes({ required: true, value: '', disabled: false, min: null, max: undefined })
    expect(markup`<input${some}>`.toString()).toBe('<input required value="">')
    expect(() => attributes({ onclick: 'x' })).toThrow()
    expect(() => attributes({ style: 'x' })).toThrow()
    expect(() => attributes({ 'a b': 'x' })).toThrow()
  })

  test('refuses templates that cannot be made safe', () => {
    expect(() => markup`<p title=${'a'}>`).toThrow('a hole cannot stand in')
    expect(() => markup`<${'script'}>`).toThrow('a hole cannot stand in')
    expect(() => markup`<p ${'onclick=x'}>`).toThrow('takes attributes')
    expect(() => markup`<p title="${markup`a`}">`).toThrow('takes text')
    expect(() => markup`${attributes({ id: 'a' })}`).toThrow('stand in a tag')
    expect(() => markup`<script>1</script>`).toThrow('not for our pages')
    expect(() => markup`<style></style>`).toThrow('not for our pages')
    expect(() => markup`<p style="color:red">`).toThrow('no attribute of our pages')
    expect(() => markup`<p onclick="x">`).toThrow('no attribute of our pages')
    expect(() => markup`<p`).toThrow('ends inside')
  })

  test('white space of the source becomes one blank or line break, in values it stays', () => {
    expect(
      markup`<p
    >
      a   b
    </p><a title="a  b" >c</a>`.toString(),
    ).toBe('<p>\na b\n</p><a title="a  b">c</a>')
  })
})
