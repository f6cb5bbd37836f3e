/** Pointing: what stands under a point of the canvas. Reckoned from places, so that no drawing has to end first. */
import type Graphology from 'graphology';
import type { Line, Scene } from './scene.ts';
import type { Point, Stage } from './stage.ts';

export interface Pointed {
  /** Place of the entity in `graph.entities`. */
  readonly entity?: number;
  readonly line?: Line;
}

/** How far beside a line, or beside an entity's edge, still points at it, in pixels. */
const NEAR = 4;

/** An entity before a line; of several the nearest. */
export function pointAt({ sigma, seenAt, placeAt }: Stage, network: Graphology, scene: Scene, seen: Point): Pointed {
  const { x, y } = placeAt(seen);
  const { ratio } = sigma.getCamera().getState();
  const [origin, unit] = [seenAt({ x: 0, y: 0 }), seenAt({ x: 1, y: 0 })];
  const pixels = Math.hypot(unit.x - origin.x, unit.y - origin.y);

  let entity: number | undefined;
  let nearest = Number.POSITIVE_INFINITY;
  const places = new Map<number, Point>();
  for (const place of scene.entities) {
    const node = network.getNodeAttributes(place) as Point & { readonly size: number };
    places.set(place, node);
    const distance = Math.hypot(node.x - x, node.y - y) * pixels;
    if (distance < nearest && distance <= sigma.scaleSize(node.size, ratio) + NEAR) {
      nearest = distance;
      entity = place;
    }
  }
  if (entity !== undefined) return { entity };

  let line: Line | undefined;
  nearest = NEAR / pixels;
  for (const one of scene.lines.values()) {
    const [a, b] = [places.get(one.a)!, places.get(one.b)!];
    const distance = distanceTo({ x, y }, a, b);
    if (distance <= nearest) {
      nearest = distance;
      line = one;
    }
  }
  return line ? { line } : {};
}

function distanceTo({ x, y }: Point, a: Point, b: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - a.x) * dx + (y - a.y) * dy) / length));
  return Math.hypot(x - a.x - along * dx, y - a.y - along * dy);
}
