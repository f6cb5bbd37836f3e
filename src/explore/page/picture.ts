/** Picture: the present view as an SVG, and as a PNG made from it. */
import type { Picture } from './canvas.ts';
import { el, svg } from './dom.ts';

const round = (value: number): number => Math.round(value * 100) / 100;

export function toSvg({ width, height, background, ink, nodes, lines }: Picture): string {
  const root = svg(
    'svg',
    { width, height, viewBox: `0 0 ${width} ${height}` },
    svg('rect', { width, height, fill: background }),
    svg(
      'g',
      {},
      ...lines.map(({ x1, y1, x2, y2, width: thickness, colour, dashed }) =>
        svg('line', {
          x1: round(x1),
          y1: round(y1),
          x2: round(x2),
          y2: round(y2),
          stroke: colour,
          'stroke-width': round(thickness),
          'stroke-dasharray': dashed ? '5 4' : undefined,
        }),
      ),
    ),
    svg(
      'g',
      {},
      ...nodes.map(({ x, y, radius, colour, name }) =>
        svg('circle', { cx: round(x), cy: round(y), r: round(radius), fill: colour }, svg('title', {}, name)),
      ),
    ),
    svg(
      'g',
      { 'font-family': 'system-ui, sans-serif', 'font-size': 12, fill: ink },
      ...nodes
        .filter(({ labelled }) => labelled)
        .map(({ x, y, radius, name }) => svg('text', { x: round(x + radius + 3), y: round(y + 4) }, name)),
    ),
  );
  return new XMLSerializer().serializeToString(root);
}

/** Twice the size on the screen, for print. */
export async function toPng(picture: Picture): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([toSvg(picture)], { type: 'image/svg+xml' }));
  try {
    const image = el('img', { src: address });
    await image.decode();
    const canvas = el('canvas', { width: picture.width * 2, height: picture.height * 2 });
    canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done, fail) => {
      canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error('the browser made no PNG'))), 'image/png');
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}

export function save(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  el('a', { href: address, download: name }).click();
  // The download has begun once the click is done.
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
