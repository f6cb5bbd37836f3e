/** DOM: makes elements. Every text becomes a text node, so that no name and no article is ever read as markup. */

type Listener = (event: never) => void;
type Property = string | number | boolean | undefined | Listener;
export type Child = Node | string | undefined;

/** Attributes by name; `onclick` and the like are listeners; `false` and undefined leave the attribute out. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Readonly<Record<string, Property>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  setProperties(element, properties);
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  properties: Readonly<Record<string, Property>> = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[K] {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  setProperties(element, properties);
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

function setProperties(element: Element, properties: Readonly<Record<string, Property>>): void {
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value as EventListener);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== undefined) element.setAttribute(name, String(value));
  }
}

/** Gives the element a colour that the style sheet knows as --colour; the policy allows no style attributes. */
export function paint<T extends HTMLElement | SVGElement>(element: T, colour: string): T {
  element.style.setProperty('--colour', colour);
  return element;
}

/** Waits until calls have been still for a while, then makes the last of them. */
export function afterPause<A extends readonly unknown[]>(pauseMs: number, call: (...args: A) => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (...args: A): void => {
    clearTimeout(timer);
    timer = setTimeout(() => call(...args), pauseMs);
  };
}
