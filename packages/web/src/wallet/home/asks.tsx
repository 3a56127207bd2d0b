import type { Home } from '../../api/shapes.ts'

/** What waits for the payer's answer. */
export function Asks({ asks }: Pick<Home, 'asks'>) {
  if (asks.length === 0) return null
  return (
    <section className="stack tight wide" aria-label="Needs an answer">
      {asks.map((ask) => (
        <div className="banner wait" key={ask.id}>
          <p>
            <strong>{ask.title}</strong> {ask.detail}
          </p>
          <a className="btn sml" href={ask.url}>
            Look at it
          </a>
        </div>
      ))}
    </section>
  )
}
