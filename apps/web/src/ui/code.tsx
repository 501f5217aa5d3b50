/** A QR code as one shape, sharp at every size, with the margin that readers ask for. */
export function Code({ rows, label, size = 220 }: { rows: readonly string[]; label: string; size?: number }) {
  const side = rows.length + 8;
  const path = rows
    .flatMap((row, y) =>
      [...row].flatMap((module, x) => (module === '1' ? [`M${x + 4} ${y + 4}h1v1h-1z`] : [])),
    )
    .join('');
  return (
    <svg width={size} height={size} viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label}>
      <rect width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
}
