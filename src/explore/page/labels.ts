/** Labels: names beside their entities, none upon another, each with a rim that parts it from the lines behind. */
import type { Settings } from 'sigma/settings';

export interface Labels {
  readonly draw: Settings['defaultDrawNodeLabel'];
  /** Before each drawing. */
  clear(): void;
  /** Nodes whose label found room in the last drawing. */
  readonly shown: ReadonlySet<string>;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const RIM = 3;

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

export function makeLabels(paper: () => string): Labels {
  const boxes: Box[] = [];
  const shown = new Set<string>();
  let rim = paper();
  return {
    shown,
    clear() {
      boxes.length = 0;
      shown.clear();
      rim = paper();
    },
    draw(context, data, { labelSize, labelFont, labelWeight, labelColor }) {
      if (!data.label) return;
      context.font = `${labelWeight} ${labelSize}px ${labelFont}`;
      const [left, middle] = [data.x + data.size + 3, data.y + labelSize / 3];
      const right = left + context.measureText(data.label).width;
      const box = { left, right, top: middle - labelSize, bottom: middle + labelSize / 4 };
      // Names along a path are wanted wherever they stand.
      if (data['forceLabel'] !== true && boxes.some((other) => overlap(box, other))) return;
      boxes.push(box);
      shown.add(data['key'] as string);
      context.lineJoin = 'round';
      context.lineWidth = RIM;
      context.strokeStyle = rim;
      context.strokeText(data.label, left, middle);
      context.fillStyle = labelColor.color ?? '#000';
      context.fillText(data.label, left, middle);
    },
  };
}
