/** How much of a limit is spent; the words beside it say the amounts. */
export function Bar({ percent, label }: { percent: number; label: string }) {
  const shown = Math.min(100, Math.max(0, percent))
  return (
    <div className="bar" role="img" aria-label={label}>
      <b style={{ '--v': `${shown}%` } as React.CSSProperties} />
    </div>
  )
}
